import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, parseDecimal, parseMoney } from "./money.js";

describe("money", () => {
  it.each([
    ["0", 0n],
    ["0.006975", 6975n * 10n ** 21n],
    [1e-7, 10n ** 20n],
    ["1.5e+1", 15n * 10n ** 27n],
    [0.3, 3n * 10n ** 26n],
  ])("reads %s exactly", (dollars, money) => {
    expect(parseMoney(dollars)).toBe(money);
  });

  it.each([["-1"], ["1,5"], ["$1"], [""], ["."], [".5"], ["1e-28"], ["1e999"], [Number.NaN], [Infinity]])(
    "refuses %s",
    (dollars) => {
      expect(parseMoney(dollars)).toBeUndefined();
    },
  );

  it("keeps no digit that is not one", () => {
    expect([0n, 10n ** 27n, 1n, 15n * 10n ** 26n].map(formatMoney)).toEqual(["0", "1", `0.${"0".repeat(26)}1`, "1.5"]);
  });

  it("comes back as it was written", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (money) => {
        expect(parseMoney(formatMoney(money))).toBe(money);
      }),
    );
  });

  it("has as many decimals as asked for", () => {
    expect(parseDecimal("0.5", 3)).toBe(500n);
    expect(parseDecimal("0.0005", 3)).toBeUndefined();
  });
});
