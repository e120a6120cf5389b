import { toJsonSchema as valibotToJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { registerJsonSchemaConverter, toJsonSchema } from "../exports/utils/schema.js";

const said = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };

describe("the JSON Schema of", () => {
  it("a zod 4 schema", () => {
    expect(toJsonSchema(z.object({ name: z.string() }))).toMatchObject(said);
  });

  it("a zod 3 schema, whose descriptions are kept", () => {
    const schema = z3.object({ name: z3.string().describe("whose"), age: z3.number().int().optional() });
    expect(toJsonSchema(schema)).toEqual({
      type: "object",
      properties: { name: { type: "string", description: "whose" }, age: { type: "integer" } },
      required: ["name"],
      additionalProperties: false,
    });
  });

  it("an arktype schema", () => {
    expect(toJsonSchema(type({ name: "string" }))).toMatchObject(said);
  });

  it("a valibot schema, once it is said how", () => {
    const schema = v.object({ name: v.string() });
    expect(() => toJsonSchema(schema)).toThrow(
      expect.objectContaining({
        code: "NO_JSON_SCHEMA",
        vendor: "valibot",
        message: expect.stringContaining("@valibot/to-json-schema") as string,
      }),
    );
    registerJsonSchemaConverter("valibot", (each) => valibotToJsonSchema(each as never) as Record<string, unknown>);
    expect(toJsonSchema(schema)).toMatchObject(said);
  });

  it("a schema of a vendor that nobody knows is none", () => {
    const schema = { "~standard": { version: 1, vendor: "acme", validate: (value: unknown) => ({ value }) } } as const;
    expect(() => toJsonSchema(schema)).toThrow(/Use a version of acme that implements Standard JSON Schema/);
  });
});
