import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeJson } from "../exports/events.js";

describe("safeJson", () => {
  it.each<[string, unknown, unknown]>([
    ["plain values", { a: 1, b: "x", c: [true, null] }, { a: 1, b: "x", c: [true, null] }],
    ["undefined entries", { a: undefined, b: [undefined] }, { b: ["undefined"] }],
    ["numbers that JSON has not", [Number.NaN, Number.POSITIVE_INFINITY], ["NaN", "Infinity"]],
    ["BigInt", 10n, "10n"],
    [
      "Map",
      new Map<unknown, unknown>([
        ["a", 1],
        [2, new Map()],
      ]),
      { a: 1, "2": {} },
    ],
    ["Set", new Set([1, 2]), [1, 2]],
    ["Date", new Date(0), "1970-01-01T00:00:00.000Z"],
    ["bytes", [new Uint8Array(3), new ArrayBuffer(2)], ["[3 bytes]", "[2 bytes]"]],
    ["functions", [function named() {}, () => 1], ["[function named]", "[function anonymous]"]],
    ["symbols", Symbol("s"), "Symbol(s)"],
    ["errors", Object.assign(new TypeError("bad"), { code: 7 }), { name: "TypeError", message: "bad", code: 7 }],
    ["toJSON", { toJSON: () => ({ short: true }) }, { short: true }],
  ])("describes %s", (_, value, expected) => {
    expect(safeJson(value)).toEqual(expected);
  });

  it("says where a cycle is, and copies what only appears twice", () => {
    const shared = { x: 1 };
    const cyclic: Record<string, unknown> = { shared, again: shared };
    cyclic["self"] = cyclic;
    expect(safeJson(cyclic)).toEqual({ shared: { x: 1 }, again: { x: 1 }, self: "[cycle]" });
  });

  it("keeps within its bounds, and says what it left out", () => {
    const deep = { a: { b: { c: { d: 1 } } } };
    expect(safeJson(deep, { maxDepth: 2 })).toEqual({ a: { b: "[object]" } });
    expect(safeJson([[[1]]], { maxDepth: 2 })).toEqual([["[array of 1]"]]);
    expect(safeJson([1, 2, 3], { maxEntries: 2 })).toEqual([1, 2, "… 1 more"]);
    expect(safeJson({ a: 1, b: 2, c: 3 }, { maxEntries: 2 })).toEqual({ a: 1, b: 2, "…": "1 more" });
    expect(safeJson("abcdef", { maxText: 3 })).toBe("abc… (6 characters)");
  });

  it("survives what throws when it is read", () => {
    const failing = {
      get a(): never {
        throw new Error("getter");
      },
    };
    const json = {
      toJSON(): never {
        throw new Error("json");
      },
    };
    const trap = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("trap");
        },
      },
    );
    const [first, second, third] = safeJson([failing, json, trap]) as string[];
    expect(first).toMatch(/^\[unreadable: .*getter\]$/);
    expect(second).toMatch(/^\[unreadable: .*json\]$/);
    expect(third).toMatch(/^\[unreadable: .*trap\]$/);
  });

  it("survives what throws something that cannot be shown", () => {
    const silent = {
      get a(): never {
        throw Object.create(null);
      },
    };
    const named = Object.defineProperty(() => 1, "name", {
      get() {
        throw new Error("no name");
      },
    });
    expect(() => safeJson(silent)).not.toThrow();
    expect(() => safeJson(named)).not.toThrow();
  });

  it("copies a key named __proto__ as data", () => {
    const copy = safeJson(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
    expect(Object.keys(copy)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  it("copies JSON as it is, never throws, and never changes what it is given", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(safeJson(value)).toEqual(value);
      }),
    );
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(() => JSON.stringify(safeJson(value))).not.toThrow();
      }),
    );
  });
});
