import { describe, expect, it, vi } from "vitest";
import { uuidV7 } from "./uuid-v7.js";

describe("uuidV7", () => {
  it("has the layout of RFC 9562, version 7", () => {
    for (let index = 0; index < 2000; index++)
      expect(uuidV7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("begins with the time", async () => {
    // One that has made no ids yet: clocks that other tests put forward, or ids by the ten thousand, would be ahead of the time.
    vi.resetModules();
    const fresh = await import("./uuid-v7.js");
    const before = Date.now();
    const time = Number.parseInt(fresh.uuidV7().replace("-", "").slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time - Date.now()).toBeLessThan(1000);
  });

  it("is unique, and sorts in the order it was made, even within a millisecond", () => {
    const ids = Array.from({ length: 20_000 }, uuidV7);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it("sorts on when the clock goes back", () => {
    const first = uuidV7();
    const clock = vi.spyOn(Date, "now").mockReturnValue(0);
    try {
      const second = uuidV7();
      expect(second > first).toBe(true);
    } finally {
      clock.mockRestore();
    }
  });
});
