import { expect, it } from "vitest";
import { z } from "zod";
import { toStrictJsonSchema } from "../exports/utils/schema.js";

it("closes every object that doesn't say whether it has more properties", () => {
  const schema = z.object({ list: z.array(z.object({ a: z.string() })), either: z.union([z.object({}), z.number()]) });
  expect(toStrictJsonSchema(schema)).toEqual({
    type: "object",
    properties: {
      list: {
        type: "array",
        items: { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
      },
      either: { anyOf: [{ type: "object", properties: {}, additionalProperties: false }, { type: "number" }] },
    },
    required: ["list", "either"],
    additionalProperties: false,
  });
});

it("leaves open what says so, and what is put together of parts; the caller's own object stays as it was", () => {
  const open = { type: "object", additionalProperties: { type: "object" } };
  expect(toStrictJsonSchema(open)).toEqual({
    type: "object",
    additionalProperties: { type: "object", additionalProperties: false },
  });
  expect(open.additionalProperties).toEqual({ type: "object" });
  const parts = {
    allOf: [
      { type: "object", properties: { a: {} } },
      { type: "object", properties: { b: {} } },
    ],
  };
  expect(toStrictJsonSchema(parts)).toEqual(parts);
});

it("takes a property for what it is, whatever its name", () => {
  expect(toStrictJsonSchema({ properties: { items: { type: "string" }, type: { enum: ["object"] } } })).toEqual({
    properties: { items: { type: "string" }, type: { enum: ["object"] } },
    additionalProperties: false,
  });
});
