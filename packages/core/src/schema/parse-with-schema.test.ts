import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseWithSchema } from "./parse-with-schema.js";
import { toJsonSchema } from "./to-json-schema.js";

const person = z.object({ name: z.string(), age: z.number().default(7), tags: z.array(z.string()).optional() });

describe("a schema", () => {
  it("lets a value through as it makes it", () => {
    expect(parseWithSchema(person, { name: "Ada" })).toEqual({ name: "Ada", age: 7 });
  });

  it("says where a value is wrong, all at once", () => {
    expect(() => parseWithSchema(person, { age: "x", tags: [1] }, 'The input of tool "meet"')).toThrow(
      expect.objectContaining({
        code: "SCHEMA",
        message: expect.stringContaining('The input of tool "meet" doesn\'t match its schema: name: ') as string,
        issues: [
          expect.objectContaining({ path: "name" }),
          expect.objectContaining({ path: "age" }),
          expect.objectContaining({ path: "tags.0" }),
        ],
      }),
    );
  });

  it("may be asynchronous", async () => {
    const slow = person.refine(async ({ name }) => name !== "Bob", { path: ["name"], message: "not Bob" });
    await expect(parseWithSchema(slow, { name: "Bob" })).rejects.toMatchObject({
      issues: [{ path: "name", message: "not Bob" }],
    });
  });

  it("says its JSON Schema", () => {
    expect(toJsonSchema(person)).toMatchObject({
      type: "object",
      properties: { name: { type: "string" } },
      required: ["name"],
    });
    expect(toJsonSchema({ type: "object" })).toEqual({ type: "object" });
  });
});
