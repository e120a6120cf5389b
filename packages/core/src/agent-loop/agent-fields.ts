import type { RunnableConfig } from "../context/run-config.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { SystemMessage } from "../messages/system-message.js";
import type { ToolCall } from "../messages/tool-call.js";
import type { ToolMessage } from "../messages/tool-message.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import type { HeardRunnableFields } from "../runnables/heard-runnable.js";
import type { RunnableShape } from "../runnables/runnable-like.js";
import type { Schema } from "../schema/schema.js";
import type { ToolRunnableConfig } from "../tools/tool-runnable-config.js";

/** A tool as an agent needs it: what `tool()` gives, or anything of that shape, LangChain's tools included. */
export interface AgentTool {
  readonly name: string;
  readonly description?: string;
  readonly schema: unknown;
  /** True: what the tool answers is the agent's answer. */
  readonly returnDirect?: boolean;
  invoke(input: ToolCall, config?: Partial<ToolRunnableConfig>): Promise<unknown>;
}

/** A model as an agent needs it. */
export interface AgentModel extends RunnableShape<BaseLanguageModelInput, BaseMessage> {
  stream(input: BaseLanguageModelInput, config?: RunnableConfig): Promise<AsyncIterable<BaseMessage>>;
  getName?(): string;
}

/** Decides whether a call has to be approved. */
export type ApprovalRule = boolean | ((call: ToolCall) => boolean | Promise<boolean>);

/**
 * What becomes of an error that a tool throws: `"feed-back"`, it is told to the model; `"raise"`, it ends the agent's run; a function
 * words what the model is told, and raises by throwing.
 */
export type ToolErrorPolicy =
  | "feed-back"
  | "raise"
  | ((error: unknown, call: ToolCall) => string | ToolMessage | Promise<string | ToolMessage>);

/** What an agent is made of. */
export interface AgentFields<TSchema extends Schema | undefined = Schema | undefined> extends HeardRunnableFields {
  /** A chat model that can call tools, or one that has been given the tools already. */
  model: AgentModel;
  tools?: readonly AgentTool[];
  /** Said to the model before the conversation; not in the output. */
  systemPrompt?: string | SystemMessage;
  /** In place of `systemPrompt`: makes of the conversation what the model is asked with, as a prompt with a placeholder for `messages` does. */
  prompt?: string | SystemMessage | RunnableShape<{ messages: BaseMessage[] }, BaseLanguageModelInput>;
  /** The form of the final answer: it is then in `structuredResponse`, checked and typed. */
  responseFormat?: TSchema;
  /** By the name of a tool: which calls wait until a human has decided. */
  interruptOn?: Readonly<Record<string, ApprovalRule>>;
  /** Default `"feed-back"`. */
  onToolError?: ToolErrorPolicy;
}
