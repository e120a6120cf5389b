import type { HandedConfig } from "../context/interop.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { ToolCall } from "../messages/tool-call.js";

/** What a call of a tool may say, and what the tool's function is handed. */
export interface ToolRunnableConfig extends RunnableConfig {
  /** The model's call that this answers: with an id, the output is a `ToolMessage`. A tool's function finds its own call here. */
  toolCall?: ToolCall | undefined;
  /** What an agent hands to its tools, whatever that is. */
  context?: unknown;
}

/** The config that a tool's function is handed. */
export type HandedToolConfig = ToolRunnableConfig & HandedConfig;

/** The config as an agent's runtime fills it for its tools; Earshot hands its keys through. */
export interface ToolRuntime<TState = unknown, TContext = unknown> extends ToolRunnableConfig {
  readonly state: TState;
  readonly toolCallId: string;
  readonly config: ToolRunnableConfig;
  readonly context: TContext;
  readonly store: unknown;
  readonly writer: ((chunk: unknown) => void) | null;
}
