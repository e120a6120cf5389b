import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InMemoryStore } from "../exports/stores.js";

async function keysOf(keys: AsyncGenerator<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const key of keys) all.push(key);
  return all;
}

describe("InMemoryStore", () => {
  it("gets, sets and deletes many at once, and yields keys by their prefix", async () => {
    const store = new InMemoryStore<number>();
    await store.mset([
      ["a1", 1],
      ["b", 2],
      ["a2", 3],
    ]);
    expect(await store.mget(["a2", "nothing", "a1"])).toEqual([3, undefined, 1]);
    expect(await keysOf(store.yieldKeys("a"))).toEqual(["a1", "a2"]);
    await store.mdelete(["a1", "nothing"]);
    expect(await keysOf(store.yieldKeys())).toEqual(["b", "a2"]);
  });

  it("keeps any key apart from what objects have by birth", async () => {
    const keys = fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString")));
    await fc.assert(
      fc.asyncProperty(keys, async (names) => {
        const store = new InMemoryStore<number>();
        expect(await store.mget(names)).toEqual(names.map(() => undefined));
        await store.mset(names.map((name, index) => [name, index]));
        expect(await store.mget(names)).toEqual(names.map((_, index) => index));
      }),
    );
  });
});
