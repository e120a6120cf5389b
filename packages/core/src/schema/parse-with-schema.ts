import { isThenable } from "../util/is-thenable.js";
import { validateJsonSchema } from "./json-schema-validator.js";
import { SchemaError, type SchemaIssue } from "./schema-error.js";
import { isStandardSchema, type StandardIssue, type StandardResult } from "./standard-schema.js";
import type { OutputOfSchema, Schema } from "./schema.js";

/**
 * The value as its schema lets it through: with defaults filled in and transformed, where the schema does that. A promise only if the
 * schema is asynchronous.
 *
 * @param subject what the error calls the value: `"The input of tool \"search\""`
 * @throws SchemaError with the path of each thing that is wrong; as a rejection if the schema is asynchronous
 */
export function parseWithSchema<TSchema extends Schema>(
  schema: TSchema,
  value: unknown,
  subject = "The value",
): OutputOfSchema<TSchema> | Promise<OutputOfSchema<TSchema>> {
  if (!isStandardSchema(schema)) {
    const issues = validateJsonSchema(schema, value);
    if (issues.length > 0) throw new SchemaError(subject, { issues, value });
    return value as OutputOfSchema<TSchema>;
  }
  const result = schema["~standard"].validate(value);
  const take = (settled: StandardResult<unknown>): OutputOfSchema<TSchema> => {
    if (settled.issues === undefined) return settled.value as OutputOfSchema<TSchema>;
    throw new SchemaError(subject, { issues: settled.issues.map(toIssue), value });
  };
  return isThenable(result) ? Promise.resolve(result).then(take) : take(result as StandardResult<unknown>);
}

function toIssue({ message, path = [] }: StandardIssue): SchemaIssue {
  const keys = path.map((segment) => String(typeof segment === "object" ? segment.key : segment));
  return { path: keys.join("."), message };
}
