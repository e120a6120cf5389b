import { describeGiven } from "../errors/invalid-option-error.js";
import { InvalidToolError } from "./invalid-tool-error.js";

interface GivenFields {
  readonly name?: unknown;
  readonly func?: unknown;
  readonly schema?: unknown;
}

/**
 * What JavaScript lets through: without it a model would be told of a tool that is called nothing.
 *
 * @throws InvalidToolError
 */
export function checkToolFields(fields: GivenFields | undefined): void {
  const { name, func } = fields ?? {};
  if (typeof name !== "string" || name === "")
    throw new InvalidToolError(
      undefined,
      "needs a `name`, which a model calls it by: `tool(func, { name, description, schema })`.",
    );
  if (typeof func !== "function")
    throw new InvalidToolError(name, `needs a function that does its work, not ${describeGiven(func)}.`);
  const schema = fields?.schema;
  const isSchema =
    schema === undefined || typeof schema === "function" || (typeof schema === "object" && schema !== null);
  if (isSchema) return;
  throw new InvalidToolError(
    name,
    `needs a \`schema\` that is a validator's, such as zod's, or a JSON Schema, not ${describeGiven(schema)}. Leave it out for a tool that takes one text.`,
  );
}
