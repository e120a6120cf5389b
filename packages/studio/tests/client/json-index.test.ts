import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PiecedText } from "../../client/src/pace/pieced-text.js";
import { indexJson, type JsonIndex } from "../../client/src/views/json/json-index.js";
import { JsonTree } from "../../client/src/views/json/json-tree.js";
import { searchJson } from "../../client/src/views/json/search-json.js";

function finished<TResult>(work: Generator<undefined, TResult>): TResult {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function indexOf(text: string): JsonIndex {
  const index = finished(indexJson(new PiecedText([text])));
  if (index === undefined) throw new Error(`no JSON: ${text}`);
  return index;
}

/** The value as it would be parsed, put together from what the index says of it. */
function valueOf(index: JsonIndex, node: number): unknown {
  if (!index.isContainer(node)) return JSON.parse(index.source(node));
  const inside: [string, unknown][] = [];
  for (let each = node + 1; each < index.next(node); each = index.next(each))
    inside.push([String(index.label(each)), valueOf(index, each)]);
  expect(inside).toHaveLength(index.size(node));
  return index.kind(node) === "list" ? inside.map(([, value]) => value) : Object.fromEntries(inside);
}

describe("indexJson", () => {
  it("finds in any JSON what parsing it makes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(valueOf(indexOf(text), 0)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("does so however many pieces the text is in", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 7 }), (value, length) => {
        const text = JSON.stringify(value);
        const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
          text.slice(at * length, (at + 1) * length),
        );
        expect(valueOf(finished(indexJson(new PiecedText(pieces))) as JsonIndex, 0)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("is no index of what doesn't close, or closes otherwise", () => {
    for (const text of ["", " ", "{", "[1", "[1}", '{"a"}', "1 2", "[1]]", "hello", "[undefined]"])
      expect(finished(indexJson(new PiecedText([text]))), text).toBeUndefined();
  });

  it("never fails, whatever the text", () => {
    const signs = fc.constantFrom("{", "}", "[", "]", '"', "\\", ",", ":", " ", "1", "a", "true", "\u0000");
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 40 }), (text) => void finished(indexJson(new PiecedText(text)))),
    );
  });

  it("has no limit of depth", () => {
    const deep = 100_000;
    expect(indexOf("[".repeat(deep) + "]".repeat(deep)).depth(deep - 1)).toBe(deep - 1);
  });
});

describe("searchJson", () => {
  it("finds each value in whose key or text the words stand, and no signs", () => {
    const value = { Red: 1, list: ["a red one", { blue: "no" }, 'he said "red"'], "a,b": ["red", "red red"] };
    const index = indexOf(JSON.stringify(value));
    const found = (words: string) => finished(searchJson(index, words)).map((node) => index.label(node));
    expect(found("red")).toEqual(["Red", 0, 2, 0, 1]);
    expect(found('"red"')).toEqual([2]);
    expect(found(",")).toEqual(["a,b"]);
    expect(found("[")).toEqual([]);
    expect(found("a.b")).toEqual([]);
  });

  it("finds words that stand across two pieces", () => {
    const index = indexOf(JSON.stringify(["x".repeat(256 * 1_024 - 4), "needle"]));
    expect(finished(searchJson(index, "needle"))).toEqual([2]);
    const across = indexOf(JSON.stringify([`${"x".repeat(256 * 1_024 - 4)}needle`]));
    expect(finished(searchJson(across, "needle"))).toEqual([1]);
  });
});

describe("JsonTree", () => {
  const index = indexOf(JSON.stringify({ a: { b: { c: [1, 2, 3] } }, d: 4 }));
  const closed = JsonTree.of(index).withAll(0, false);

  it("has rows for what is open", () => {
    expect(closed.rows).toHaveLength(1);
    expect(closed.with([0], true).rows).toHaveLength(3);
    expect(closed.withAll(0, true).rows).toHaveLength(index.count);
  });

  it("opens all around what is to be shown, and finds its row", () => {
    const three = [...Array(index.count).keys()].find((node) => index.source(node) === "3") ?? 0;
    const shown = closed.showing(three);
    expect(shown.rows[shown.rowOf(three)]).toBe(three);
    expect(shown.showing(three)).toBe(shown);
    expect(closed.rowOf(three)).toBe(0);
  });
});
