import type { BaseMessage } from "../messages/base-message.js";
import { checkOption } from "../options/check-options.js";
import { option, type OptionShape } from "../options/option-shape.js";
import { RunnableSequence } from "../runnables/runnable-sequence.js";
import type { Runnable } from "../runnables/runnable.js";
import type { Schema } from "../schema/schema.js";
import { toJsonSchema } from "../schema/to-json-schema.js";
import type { ToolDefinition } from "./bind-tools-input.js";
import type { BaseLanguageModelInput } from "./language-model-input.js";
import { RawAndParsed } from "./raw-and-parsed.js";
import { inText, inToolCall } from "./structured-answer.js";
import type { StructuredOutputMethodOptions, StructuredOutputRequest } from "./structured-output-options.js";
import { StructuredOutputParser } from "./structured-output-parser.js";
import { StructuredOutputUnsupportedError } from "./structured-output-unsupported-error.js";

/** The parts of a model that structured output is built on. */
export interface StructurableModel extends Runnable<BaseLanguageModelInput, BaseMessage> {
  bindTools?(tools: object[], options?: object): Runnable<BaseLanguageModelInput, BaseMessage>;
  structuredOutputOptions?(request: StructuredOutputRequest): object | undefined;
}

/** Some validators' schemas are functions. */
const schemaShape: OptionShape = {
  ...option.either(option.object, option.function),
  wanted: "a JSON Schema, or a schema of a validator such as Zod",
};

/**
 * What `withStructuredOutput` of every chat model gives: the model, told of the schema, and a parser behind it.
 *
 * @throws InvalidOptionError for a schema that is none
 * @throws StructuredOutputUnsupportedError if the model doesn't have the method
 */
export function withStructuredOutput(
  model: StructurableModel,
  schema: Schema,
  options: StructuredOutputMethodOptions = {},
): Runnable {
  checkOption("the schema of withStructuredOutput", schema, schemaShape);
  const jsonSchema = toJsonSchema(schema);
  const { name = "extract", method = "functionCalling", strict, includeRaw } = options;
  const request: StructuredOutputRequest = { method, name, jsonSchema, strict };
  const isToolCall = method === "functionCalling";
  const bound = isToolCall ? bindTool(model, request) : bindOptions(model, request);
  const parser = new StructuredOutputParser(isToolCall ? inToolCall(name) : inText, schema);
  if (includeRaw === true) return new RawAndParsed(bound, parser) as unknown as Runnable;
  return new RunnableSequence({ first: bound as Runnable, middle: [], last: parser as unknown as Runnable }).withConfig(
    {
      runName: "StructuredOutput",
    },
  );
}

/** The model with the one tool whose arguments are the output, and no choice but to call it, unless it says otherwise. */
function bindTool(
  model: StructurableModel,
  request: StructuredOutputRequest,
): Runnable<BaseLanguageModelInput, BaseMessage> {
  if (model.bindTools === undefined) throw new StructuredOutputUnsupportedError(model.getName(), request.method);
  const { name, jsonSchema, strict } = request;
  const tool: ToolDefinition = {
    type: "function",
    function: {
      name,
      description: jsonSchema.description ?? "The answer, in the form that is asked for.",
      parameters: jsonSchema,
      ...(strict !== undefined && { strict }),
    },
  };
  return model.bindTools([tool], model.structuredOutputOptions?.(request) ?? { tool_choice: name });
}

function bindOptions(
  model: StructurableModel,
  request: StructuredOutputRequest,
): Runnable<BaseLanguageModelInput, BaseMessage> {
  const options = model.structuredOutputOptions?.(request);
  if (options === undefined) throw new StructuredOutputUnsupportedError(model.getName(), request.method);
  return model.withConfig(options);
}
