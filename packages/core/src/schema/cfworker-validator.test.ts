import { describe, expect, it } from "vitest";
import { cfworkerValidator } from "./cfworker-validator.js";

const schema = {
  type: "object",
  properties: {
    place: { type: "object", properties: { "zip/code": { type: "number" } }, required: ["zip/code"] },
    words: { type: "array", items: { type: "string" } },
    either: { anyOf: [{ type: "string" }, { type: "number" }] },
    one: { oneOf: [{ type: "number" }, { type: "integer" }] },
  },
  required: ["place"],
  additionalProperties: false,
};

describe("a JSON Schema's validator", () => {
  it("has nothing to say of what fits", () => {
    expect(cfworkerValidator(schema, { place: { "zip/code": 1 }, words: ["a"], either: 1 })).toEqual([]);
  });

  it("says where each thing is wrong, at its innermost place", () => {
    const value = { place: { "zip/code": "x" }, words: ["a", 1], more: true };
    expect(cfworkerValidator(schema, value)).toEqual([
      { path: "place.zip/code", message: 'Instance type "string" is invalid. Expected "number"' },
      { path: "words.1", message: 'Instance type "number" is invalid. Expected "string"' },
      { path: "more", message: "is not expected" },
    ]);
  });

  it("says what is missing by its own path", () => {
    expect(cfworkerValidator(schema, { place: {} })).toEqual([{ path: "place.zip/code", message: "is required" }]);
    expect(cfworkerValidator(schema, {})).toEqual([{ path: "place", message: "is required" }]);
  });

  it("says of several schemas what each of them misses, or that too many fit", () => {
    const paths = (value: object) =>
      cfworkerValidator(schema, { place: { "zip/code": 1 }, ...value }).map(({ path }) => path);
    expect(paths({ either: true })).toEqual(["either", "either"]);
    expect(paths({ one: 1 })).toEqual(["one"]);
  });

  it("says what is wrong with the value as a whole", () => {
    expect(cfworkerValidator({ type: "object" }, "text")).toEqual([
      { path: "", message: 'Instance type "string" is invalid. Expected "object"' },
    ]);
  });
});
