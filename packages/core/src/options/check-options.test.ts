import { describe, expect, it } from "vitest";
import { InvalidOptionError } from "../errors/invalid-option-error.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { checkOptions } from "./check-options.js";
import { option, type ShapesOf } from "./option-shape.js";

interface SinkOptions {
  readonly path: string;
  readonly maxBytes?: number;
  readonly maxFiles?: number;
  readonly sync?: "always" | "never";
  readonly kinds?: readonly ("a" | "b")[];
  readonly names?: readonly (string | RegExp)[];
  readonly keep?: boolean | { readonly count?: number };
  readonly prices?: Readonly<Record<string, { readonly input: number }>>;
}

const shapes: ShapesOf<SinkOptions> = {
  path: option.required(option.name),
  maxBytes: option.number({ from: 1 }),
  maxFiles: option.number({ isWhole: true }),
  sync: option.oneOf("always", "never"),
  kinds: option.listOf(option.oneOf("a", "b")),
  names: option.listOf(option.pattern),
  keep: option.either(option.flag, option.objectOf({ count: option.number() })),
  prices: option.recordOf(option.objectOf({ input: option.required(option.number()) })),
};

const check = (options: unknown) => () => checkOptions("sink", options as SinkOptions, shapes);

describe("options", () => {
  it.each([
    {},
    { maxBytes: undefined },
    { maxBytes: Number.POSITIVE_INFINITY, maxFiles: Number.POSITIVE_INFINITY },
    { maxBytes: 1.5, maxFiles: 0, sync: "always", kinds: [], names: ["a", /b/], keep: false },
    { keep: { count: 1 }, prices: { any: { input: 1 } } },
  ])("that are right pass: %o", (options) => {
    expect(check({ path: "a", ...options })).not.toThrow();
  });

  it.each([
    [{ maxByte: 1 }, 'sink: there is no "maxByte". There is: maxBytes, maxFiles.'],
    [{ toString: 1 }, 'sink: there is no "toString". There is: '],
    [{ sync: "alway" }, '`sync` of sink: there is no "alway". There is: always.'],
    [{ kinds: ["a", "c"] }, '`kinds` of sink: there is no "c". There is: a, b.'],
    [{ keep: { counts: 1 } }, '`keep` of sink: there is no "counts". There is: count.'],
    [{ prices: { x: { inputs: 1 } } }, '"x" in `prices` of sink: there is no "inputs". There is: input.'],
  ])("that there are not are told of with those alike, the nearest first: %o", (options, message) => {
    expect(check({ path: "a", ...options })).toThrow(UnknownOptionError);
    expect(check({ path: "a", ...options })).toThrow(message);
  });

  it.each([
    [undefined, "The options object of sink is missing. Give an object of `path`, `maxBytes`, "],
    ["file", 'The options object of sink can\'t be "file". Give an object of `path`'],
    [["file"], "The options object of sink can't be a list."],
    [{}, "`path` of sink is missing. Give a text that is not empty."],
    [{ path: null }, "`path` of sink can't be null."],
    [{ path: "a", maxBytes: 0 }, "`maxBytes` of sink can't be 0. Give a number of 1 or more."],
    [{ path: "a", maxBytes: Number.NaN }, "`maxBytes` of sink can't be NaN."],
    [{ path: "a", maxBytes: "10MB" }, '`maxBytes` of sink can\'t be "10MB".'],
    [{ path: "a", maxFiles: 1.5 }, "`maxFiles` of sink can't be 1.5. Give a whole number of 0 or more."],
    [{ path: "a", sync: 1 }, "`sync` of sink can't be 1. Give one of always, never."],
    [{ path: "a", kinds: "a" }, '`kinds` of sink can\'t be "a". Give a list, each item of it one of a, b.'],
    [
      { path: "a", names: [undefined] },
      "An item of `names` of sink can't be null. Give a text or a regular expression.",
    ],
    [{ path: "a", keep: 1 }, "`keep` of sink can't be 1. Give true or false, or an object."],
    [{ path: "a", prices: { x: new Date(0) } }, '`input` of "x" in `prices` of sink is missing.'],
    [{ path: "a".repeat(3), maxBytes: "x".repeat(80) }, "`maxBytes` of sink can't be a text of 80 characters."],
    [{ path: "a", maxBytes: new Map() }, "`maxBytes` of sink can't be a Map."],
  ])("that can't be so are told of with what they may be: %o", (options, message) => {
    expect(check(options)).toThrow(InvalidOptionError);
    expect(check(options)).toThrow(message);
  });
});
