import { describe, expect, it } from "vitest";
import { factorsOf, serviceTiers } from "./service-tiers.js";

const at = (day: string) => new Date(`${day}T12:00:00Z`);

describe("factors of service tiers", () => {
  it.each(serviceTiers)("say where they are from, and when that was read: $provider $tier", (row) => {
    for (const source of [row.source, row.sinceSource]) expect(new URL(source).protocol).toBe("https:");
    for (const day of [row.since, row.checked]) expect(at(day).toISOString().slice(0, 10)).toBe(day);
    expect(row.since <= row.checked).toBe(true);
  });

  it.each(serviceTiers)(
    "hold from their day on: $provider $tier",
    ({ provider, tier, since, factor, cacheReadFactor }) => {
      const thousandths = (decimal: string) => BigInt(Math.round(Number(decimal) * 1000));
      expect(factorsOf({ provider, tiers: [tier], at: at(since) })).toEqual({
        tokens: thousandths(factor),
        cacheRead: thousandths(cacheReadFactor ?? factor),
      });
      expect(factorsOf({ provider, tiers: [tier], at: new Date(at(since).getTime() - 86_400_000) })).toBeUndefined();
    },
  );

  it("hold together, and are unknown if one of them is", () => {
    const day = at("2026-11-26");
    const both = factorsOf({ provider: "anthropic", tiers: ["batch", "geo:us", "standard"], at: day });
    expect(both).toEqual({ tokens: 550n, cacheRead: 550n });
    expect(factorsOf({ provider: "anthropic", tiers: ["batch", "priority"], at: day })).toBeUndefined();
    expect(factorsOf({ provider: "google", tiers: ["flex"], at: day })).toBeUndefined();
  });
});
