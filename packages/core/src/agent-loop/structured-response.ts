import { ToolMessage } from "../messages/tool-message.js";
import type { ToolCall } from "../messages/tool-call.js";
import type { ToolDefinition } from "../models/bind-tools-input.js";
import { parseWithSchema } from "../schema/parse-with-schema.js";
import type { Schema } from "../schema/schema.js";
import { toJsonSchema } from "../schema/to-json-schema.js";
import type { AgentTool } from "./agent-fields.js";

/** The final answer as a tool of its own: the model gives the answer as its arguments. */
export class StructuredResponse {
  readonly definition: ToolDefinition;
  readonly #schema: Schema;

  constructor(schema: Schema, tools: readonly AgentTool[]) {
    const parameters = toJsonSchema(schema);
    const { title, description = "Call this to give your final answer, and only then." } = parameters;
    const taken = new Set(tools.map(({ name }) => name));
    const names = [title, "structured_response", "final_structured_response"];
    const name = names.find((each) => each !== undefined && /^[\w-]{1,64}$/.test(each) && !taken.has(each))!;
    this.definition = { type: "function", function: { name, description, parameters } };
    this.#schema = schema;
  }

  get name(): string {
    return this.definition.function.name;
  }

  /** @throws SchemaError if the arguments are not in the form */
  read(call: ToolCall): unknown {
    return parseWithSchema(this.#schema, call.args, "The final answer");
  }

  /** What stands in the conversation as the call's answer. */
  accept({ id = "" }: ToolCall): ToolMessage {
    return new ToolMessage({
      content: "This is the final answer.",
      tool_call_id: id,
      name: this.name,
      status: "success",
    });
  }
}
