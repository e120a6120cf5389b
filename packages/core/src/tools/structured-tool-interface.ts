import type { ToolCall } from "../messages/tool-call.js";
import type { ToolMessage } from "../messages/tool-message.js";
import type { InputOfSchema, Schema } from "../schema/schema.js";
import type { ToolAnswerOf } from "./tool-output.js";
import type { ToolRunnableConfig } from "./tool-runnable-config.js";
import type { StringInputToolSchema, StructuredToolCallInput } from "./tool-schema.js";

/** A tool as far as a model, an agent or a list of tools is concerned: any tool fits it, whatever its schema. */
export interface StructuredToolInterface<TSchema = Schema, TInput = InputOfSchema<TSchema>, TOutput = unknown> {
  readonly lc_runnable: true;
  readonly lc_namespace: string[];
  readonly name: string;
  readonly description: string;
  readonly schema: TSchema;
  readonly returnDirect: boolean;
  readonly extras?: Readonly<Record<string, unknown>> | undefined;
  /** A model's call is answered with a message, unless the tool makes something more of it itself. */
  invoke(input: ToolCall, config?: Partial<ToolRunnableConfig>): Promise<ToolAnswerOf<TOutput>>;
  invoke(
    input: StructuredToolCallInput<TSchema, TInput>,
    config?: Partial<ToolRunnableConfig>,
  ): Promise<TOutput | ToolMessage>;
}

/** A tool that takes one text. */
export type ToolInterface<
  TSchema = StringInputToolSchema,
  TInput = string | InputOfSchema<TSchema>,
  TOutput = unknown,
> = StructuredToolInterface<TSchema, TInput, TOutput>;

/** What a model has to know of a tool. */
export interface StructuredToolParams {
  readonly name: string;
  readonly description?: string | undefined;
  readonly schema: Schema;
  readonly extras?: Readonly<Record<string, unknown>> | undefined;
}
