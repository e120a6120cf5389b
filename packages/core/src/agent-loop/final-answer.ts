import type { ToolDefinition } from "../models/bind-tools-input.js";
import type { StructuredOutputRequest } from "../models/structured-output-options.js";
import { NotWiredError } from "../runnables/not-wired-error.js";
import { hasJsonSchemaValidator } from "../schema/json-schema-validator.js";
import { parseWithSchema } from "../schema/parse-with-schema.js";
import { SchemaError } from "../schema/schema-error.js";
import type { JsonSchema, Schema } from "../schema/schema.js";
import { isStandardSchema } from "../schema/standard-schema.js";
import { toJsonSchema } from "../schema/to-json-schema.js";
import type { AgentModel } from "./agent-model.js";

/** What a model's answer comes to: the value, or why it is none. */
export type CheckedAnswer = { readonly value: unknown } | { readonly problem: SchemaError };

/** An answer in a form: given by a model as the arguments of a tool that there isn't. */
export class FinalAnswer {
  readonly name = "extract";
  readonly definition: ToolDefinition;
  readonly schema: Schema;
  readonly #jsonSchema: JsonSchema;

  /** @throws NotWiredError for a JSON Schema in a bundle that can't validate it: an answer in a form has to have that form */
  constructor(schema: Schema) {
    if (!isStandardSchema(schema) && !hasJsonSchemaValidator())
      throw new NotWiredError("createAgent with a JSON Schema as responseFormat");
    this.schema = schema;
    this.#jsonSchema = toJsonSchema(schema);
    this.definition = {
      type: "function",
      function: {
        name: this.name,
        description: this.#jsonSchema.description ?? "Gives the final answer. Call it once, when all is known.",
        parameters: this.#jsonSchema,
      },
    };
  }

  /** The call options that keep the model from answering otherwise; none for a model that can't be forced just then. */
  optionsFor(model: AgentModel): object {
    const { structuredOutputOptions } = model as {
      structuredOutputOptions?(request: StructuredOutputRequest): object | undefined;
    };
    const forced = structuredOutputOptions?.call(model, {
      method: "functionCalling",
      name: this.name,
      jsonSchema: this.#jsonSchema,
      strict: undefined,
    });
    return forced === undefined || "tool_choice" in forced ? { tool_choice: "any" } : forced;
  }

  /** Rejects with what is no fault of the answer: a schema that itself fails. */
  async check(args: unknown): Promise<CheckedAnswer> {
    try {
      return { value: await parseWithSchema(this.schema, args, "The answer") };
    } catch (error) {
      if (error instanceof SchemaError) return { problem: error };
      throw error;
    }
  }
}
