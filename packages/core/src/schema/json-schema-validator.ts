import type { JsonSchema } from "./schema.js";
import type { SchemaIssue } from "./schema-error.js";

/** Says what is wrong with a value; nothing for one that is right. */
export type JsonSchemaValidator = (schema: JsonSchema, value: unknown) => readonly SchemaIssue[];

let validator: JsonSchemaValidator | undefined;

/** Fills the port: a validator for JSON Schema is large, so that only `wiring/full.ts` brings one along. */
export function installJsonSchemaValidator(made: JsonSchemaValidator): void {
  validator ??= made;
}

/** What is wrong with a value. Without an installed validator nothing is: a bundle that left it out takes values as they come. */
export function validateJsonSchema(schema: JsonSchema, value: unknown): readonly SchemaIssue[] {
  return validator?.(schema, value) ?? [];
}

/** False in a bundle that left the validator out. */
export const hasJsonSchemaValidator = (): boolean => validator !== undefined;
