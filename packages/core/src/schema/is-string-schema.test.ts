import { type } from "arktype";
import * as v from "valibot";
import { expect, it } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { isStringSchema } from "./is-string-schema.js";
import type { Schema } from "./schema.js";

it.each<[string, Schema]>([
  ["zod 4", z.string()],
  ["zod 4, with a check", z.string().min(3)],
  ["zod 3", z3.string().min(3)],
  ["valibot", v.string()],
  ["arktype", type("string > 2")],
  ["JSON Schema", { type: "string" }],
  ["a JSON Schema of words", { enum: ["a", "b"] }],
  ["a JSON Schema of one word", { const: "a" }],
])("knows the schema of a text: %s", (_, schema) => expect(isStringSchema(schema)).toBe(true));

it.each<[string, Schema]>([
  ["zod 4", z.object({ a: z.string() })],
  ["zod 3", z3.object({ a: z3.string() })],
  ["valibot", v.object({ a: v.string() })],
  ["arktype", type({ a: "string" })],
  ["JSON Schema", { type: "object" }],
  ["an empty JSON Schema", {}],
  ["a JSON Schema of words and numbers", { enum: ["a", 1] }],
])("knows that any other is none: %s", (_, schema) => expect(isStringSchema(schema)).toBe(false));
