import { Validator, type OutputUnit, type Schema as CfworkerSchema } from "@cfworker/json-schema";
import type { JsonSchema } from "./schema.js";
import type { SchemaIssue } from "./schema-error.js";

const validators = new WeakMap<JsonSchema, Validator>();

/** The validator that {@link validateJsonSchema} has where it is wired: it compiles nothing, so that it runs where `eval` is forbidden. */
export function cfworkerValidator(schema: JsonSchema, value: unknown): readonly SchemaIssue[] {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = new Validator(schema as CfworkerSchema, "2020-12", false);
    validators.set(schema, validator);
  }
  const { errors } = validator.validate(value);
  return errors.filter(isInnermost).map(toIssue);
}

/** What holds other schemas also says that they don't fit: the error of the innermost one, which follows, tells more. */
const containers = new Set(
  "properties patternProperties additionalProperties unevaluatedProperties items prefixItems additionalItems contains $ref $dynamicRef $recursiveRef allOf anyOf oneOf if then else dependentSchemas".split(
    " ",
  ),
);

function isInnermost({ keyword, instanceLocation }: OutputUnit, index: number, errors: readonly OutputUnit[]): boolean {
  if (!containers.has(keyword)) return true;
  const isWithin = (other: OutputUnit) =>
    other.instanceLocation === instanceLocation || other.instanceLocation.startsWith(`${instanceLocation}/`);
  return !errors.slice(index + 1).some(isWithin);
}

function toIssue({ keyword, instanceLocation, error }: OutputUnit): SchemaIssue {
  const keys = instanceLocation
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (keyword === "false") return { path: keys.join("."), message: "is not expected" };
  // A missing property is an error of the object around it; who wants to mend it looks for its own path.
  const missing =
    keyword === "required" ? /^Instance does not have required property "(.*)"\.$/.exec(error)?.[1] : undefined;
  if (missing !== undefined) return { path: [...keys, missing].join("."), message: "is required" };
  return { path: keys.join("."), message: error.replace(/\.$/, "") };
}
