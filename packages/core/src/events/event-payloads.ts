import type { AgentAction, AgentFinish } from "../agents/agent-action.js";
import type { Document } from "../documents/document.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { StreamPart } from "../outputs/stream-part.js";
import type { RunStatus } from "./run-facts.js";

/** Where the figures of a model call come from; `unavailable` means unknown, never zero. From a `cache` they are zero: nothing was bought. */
export type Usage =
  | (UsageMetadata & { readonly source: "provider" | "estimated" | "cache" })
  | { readonly source: "unavailable" };

/** What every `end` event says, whatever the status. */
export interface Ending {
  readonly status: RunStatus;
  /** What ended the run, for every status but `ok`; absent too when the consumer left a stream early. */
  readonly error?: unknown;
}

/** What a model call was asked to do. */
export interface ModelCall {
  /** The provider's parameters as the model resolved them: `model`, `temperature`, `max_tokens`, `stop`, `tools` … */
  readonly invocationParams: Readonly<Record<string, unknown>>;
  /** The call's options as the caller gave them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of how many prompts, each a run of its own, this is one that the provider is asked at once; one, if not given. */
  readonly batchSize?: number;
}

/** One yielded chunk of a model's answer. */
export interface ModelDelta {
  /** The chunk itself, a `ChatGenerationChunk` or `GenerationChunk`. */
  readonly chunk: unknown;
  /** The chunk's text, `""` when it has none. */
  readonly text: string;
  /** 0 for the first chunk of the run. */
  readonly index: number;
  readonly parts: readonly StreamPart[];
}

/** How a model call ended: the result or what there was of it. */
export interface ModelEnding extends Ending {
  /** `generations[0][0]` is always there, empty if nothing came. */
  readonly result: LLMResult;
  readonly usage: Usage;
  /** Unix milliseconds of the first chunk; `undefined` if the answer did not stream. */
  readonly firstTokenAt: number | undefined;
}

/** The payload of each event type. The events themselves add the run's facts: see {@link EarshotEvent}. */
export interface EventPayloads {
  "chat_model.start": ModelCall & { readonly messages: readonly BaseMessage[] };
  "chat_model.delta": ModelDelta;
  "chat_model.end": ModelEnding;
  "llm.start": ModelCall & { readonly prompt: string };
  "llm.delta": ModelDelta;
  "llm.end": ModelEnding;
  "chain.start": {
    readonly inputs: unknown;
    /** True when the run is fed by a stream, so that its inputs are known at its end only. */
    readonly defersInputs?: boolean;
  };
  "chain.end": Ending & { readonly inputs: unknown; readonly outputs: unknown; readonly defersInputs?: boolean };
  "tool.start": { readonly args: unknown; readonly input: string; readonly toolCallId: string | undefined };
  "tool.delta": { readonly chunk: unknown; readonly index: number };
  "tool.end": Ending & { readonly output: unknown };
  "retriever.start": { readonly query: string };
  "retriever.end": Ending & { readonly documents: readonly Document[] };
  "embedding.start": { readonly texts: readonly string[] };
  "embedding.end": Ending & { readonly dimensions: number | undefined; readonly usage: Usage };
  "agent.action": { readonly action: AgentAction };
  "agent.finish": { readonly finish: AgentFinish };
  "run.retry": { readonly attempt: number; readonly error: unknown; readonly delayMs?: number };
  "run.fallback": { readonly from: string; readonly to: string; readonly error: unknown };
  "run.cache_hit": { readonly key: string };
  "run.text": { readonly text: string };
  "run.custom": { readonly eventName: string; readonly data: unknown };
}

/** Every event there is. */
export type EventType = keyof EventPayloads;
