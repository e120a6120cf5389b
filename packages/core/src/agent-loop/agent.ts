import type { RunnableConfig } from "../context/run-config.js";
import type { BaseMessageLike } from "../messages/coerce-message.js";
import type { Runnable } from "../runnables/runnable.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import type { AgentMessageChunk, AgentStreamMode, AgentUpdate } from "./agent-chunks.js";
import type { AgentDecisions } from "./agent-decision.js";
import type { AgentResult } from "./agent-result.js";
import type { AgentState } from "./agent-state.js";

/** A conversation so far, as messages or a text; or one that waits for decisions, with these. */
export type AgentInput =
  | string
  | { readonly messages: string | readonly BaseMessageLike[] }
  | { readonly resume: AgentState; readonly decisions: AgentDecisions };

/** What a call of an agent may say. `recursionLimit` is how often the model is asked, 25 times by default. */
export interface AgentConfig extends RunnableConfig {
  /**
   * What `stream` gives. Default: `"updates"`; below another run `"values"`, since what a part of a chain streams has to come to its output.
   */
  streamMode?: AgentStreamMode | undefined;
}

/** A model that calls tools until it has its answer: see {@link createAgent}. */
export interface Agent<TResponse = undefined> extends Runnable<AgentInput, AgentResult<TResponse>, AgentConfig> {
  /**
   * Goes on with a run that was interrupted. The model is not asked again for what it said, and what has run is not run again.
   *
   * @param state of the `AgentInterrupt` that `invoke` rejected with
   * @param decisions one for each of `state.actionRequests`
   * @throws AgentResumeError if one is missing or wrong, before anything is done
   */
  resume(state: AgentState, decisions: AgentDecisions, config?: Partial<AgentConfig>): Promise<AgentResult<TResponse>>;

  /** The chunks of messages as they come. */
  stream(
    input: AgentInput,
    config: Partial<AgentConfig> & { streamMode: "messages" },
  ): Promise<IterableReadableStream<AgentMessageChunk>>;
  /** All there is, at first and after each step; `structuredResponse` comes with the last. */
  stream(
    input: AgentInput,
    config: Partial<AgentConfig> & { streamMode: "values" },
  ): Promise<IterableReadableStream<AgentResult<TResponse>>>;
  /** What each step adds. */
  stream(
    input: AgentInput,
    config?: Partial<AgentConfig> & { streamMode?: "updates" | undefined },
  ): Promise<IterableReadableStream<AgentUpdate<TResponse>>>;
}
