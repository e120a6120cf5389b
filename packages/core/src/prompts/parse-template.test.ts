import * as langchain from "@langchain/core/prompts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpolate } from "./interpolate.js";
import { MissingVariableError } from "./missing-variable-error.js";
import { parseTemplate } from "./parse-template.js";

function fill(template: string, values: Record<string, unknown> = {}): string {
  return interpolate(parseTemplate(template), values);
}

describe("a template", () => {
  it.each([
    ["What is 1 + {number}?", "What is 1 + 2?"],
    ["{number}{number}", "22"],
    ["{{number}}", "{number}"],
    ["{{{number}}}", "{2}"],
    ["no gaps", "no gaps"],
    ["", ""],
  ])("%j comes to %j, as in LangChain", (template, text) => {
    expect(fill(template, { number: 2 })).toBe(text);
    expect(langchain.interpolateFString(template, { number: 2 })).toBe(text);
  });

  it.each([
    ['{"a": 1}', '{"a": 1}'],
    ['{"a": {"b": 1}}', '{"a": {"b": 1}}'],
    ['{"a": {"b": {number}}}', '{"a": {"b": 2}}'],
    ['[{"a": {number}}, {}]', '[{"a": 2}, {}]'],
    ['{{"a": {{"b": {number}}}}}', '{"a": {"b": 2}}'],
    ["if (x) { return }", "if (x) { return }"],
    ["a } b { c", "a } b { c"],
    ["{unclosed", "{unclosed"],
  ])("%j comes to %j, its plain braces as they are", (template, text) => {
    expect(fill(template, { number: 2 })).toBe(text);
  });

  it("takes any JSON as it is, unless it has two braces opening together", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z ]*$/), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value, null, 1);
        fc.pre(!/[{}]/.test(JSON.stringify(Object.keys(value))) && !/"[^"]*[{}][^"]*"/.test(text));
        expect(fill(text)).toBe(text);
      }),
    );
  });

  it("never parses a value", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fill("<{value}>", { value })).toBe(`<${value}>`);
      }),
    );
  });

  it("puts anything but a string in as JSON", () => {
    expect(fill("{a} {b} {c} {d}", { a: { x: [1] }, b: null, c: false, d: 10n })).toBe('{"x":[1]} null false 10');
  });
});

describe("a missing value", () => {
  it("is reported with all that are missing and all that were given", () => {
    const error = catchError(() => fill("{a} {b} {c} {b}", { a: 1, other: 2, c: undefined })) as MissingVariableError;
    expect(error).toBeInstanceOf(MissingVariableError);
    expect([error.code, error.missing, error.given]).toEqual(["MISSING_VARIABLE", ["b", "c"], ["a", "other", "c"]]);
    expect(error.message).toContain('no value for "b", "c". It was given "a", "other", "c"');
  });

  it("is not found on Object.prototype", () => {
    expect(() => fill("{constructor}")).toThrow(MissingVariableError);
    expect(fill("{constructor}", { constructor: "mine" })).toBe("mine");
  });
});

function catchError(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}
