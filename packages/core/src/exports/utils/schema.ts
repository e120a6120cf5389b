import "#wiring";

export { registerJsonSchemaConverter, type JsonSchemaConverter } from "../../schema/json-schema-converters.js";
export { NoJsonSchemaError } from "../../schema/no-json-schema-error.js";
export { parseWithSchema } from "../../schema/parse-with-schema.js";
export { SchemaError, type SchemaIssue } from "../../schema/schema-error.js";
export type { InputOfSchema, JsonSchema, OutputOfSchema, Schema } from "../../schema/schema.js";
export {
  isStandardSchema,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
} from "../../schema/standard-schema.js";
export { toStrictJsonSchema } from "../../schema/to-strict-json-schema.js";
export { toJsonSchema } from "../../schema/to-json-schema.js";
