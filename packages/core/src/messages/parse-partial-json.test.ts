import fc from "fast-check";
import { expect, it } from "vitest";
import { parsePartialJson } from "./parse-partial-json.js";

it("reads every whole document as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parsePartialJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("reads every beginning of an object as an object", () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(object, fc.nat(), (value, cut) => {
      const text = JSON.stringify(value);
      expect(parsePartialJson(text.slice(0, 1 + (cut % text.length)))).toBeTypeOf("object");
    }),
  );
});

it.each([
  ['{"city": "Ber', { city: "Ber" }],
  ['{"a": "x\\', { a: "x" }],
  ['{"a": "x\\\\', { a: "x\\" }],
  ['{"a": "x\\u00', { a: "x" }],
  ['{"a": [1, {"b": fal', { a: [1, { b: false }] }],
  ['{"a": 1, "b', { a: 1 }],
  ['{"a": -', {}],
  ['{"a": 1e', { a: 1 }],
  ['{"a": "two\nlines"}', { a: "two\nlines" }],
])("reads %j as %j", (text, value) => expect(parsePartialJson(text)).toEqual(value));

it.each(["", "{'a'}", "{a: 1}", '{"a":1}x', "nope", "{]"])("does not read %j", (text) =>
  expect(parsePartialJson(text)).toBeUndefined(),
);
