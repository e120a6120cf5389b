import { expect, it } from "vitest";
import { JsonReader } from "./json-reader.js";

const tokenLength = 4;

/** How many times as long a token takes in the last quarter of a text as in the first; the best of eight attempts. */
function growth(text: string): number {
  const attempts = Array.from({ length: 8 }, () => {
    const reader = new JsonReader();
    const start = performance.now();
    const ends = [1, 2, 3, 4].map((quarter) => {
      const until = Math.floor((text.length * quarter) / 4);
      for (let at = until - Math.floor(text.length / 4); at < until; at += tokenLength) {
        reader.read(text.slice(at, Math.min(at + tokenLength, until)));
        if (reader.hasChanged) reader.show();
      }
      return performance.now();
    }) as [number, number, number, number];
    return (ends[3] - ends[2]) / (ends[0] - start);
  });
  return Math.min(...attempts);
}

// No wider than an array that V8 keeps among the small: to copy a larger one takes what a machine's memory takes, and many times as long on some.
const texts: Record<string, (size: number) => string> = {
  "one long string": (size) => JSON.stringify({ text: "word ".repeat(size) }),
  "a list of objects": (size) =>
    JSON.stringify({ items: Array.from({ length: size / 10 }, (_, id) => ({ id, name: "some name", isNew: true })) }),
  "a wide array": (size) => JSON.stringify(Array.from({ length: size / 6 }, (_, index) => index * 997_997_997)),
  "a wide object": (size) =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: size / 10 }, (_, index) => [`key ${index}`, `value ${index}`])),
    ),
};

it.each(Object.entries(texts))("reads the end of a long text about as fast as its beginning: %s", (_, make) => {
  const text = make(40_000);
  expect(text.length / tokenLength).toBeGreaterThan(20_000);
  expect(growth(text)).toBeLessThan(4); // seven, were the text read anew for each token
});
