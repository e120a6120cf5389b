import type { Document } from "../documents/document.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { GenerationChunk } from "../outputs/generation-chunk.js";
import type { LLMResult } from "../outputs/llm-result.js";

/** What every stream event says of its run; LangChain's names. */
export interface StreamEventFacts {
  /** The run's name; of a custom event its own. */
  readonly name: string;
  readonly run_id: string;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The runs around it, from the one that is streamed to its parent; empty for the former. */
  readonly parent_ids: readonly string[];
}

/** The kinds of run in the names of stream events. */
export type StreamedRunType = "chat_model" | "llm" | "chain" | "prompt" | "parser" | "tool" | "retriever";

type Told<TName extends string, TData> = StreamEventFacts & { readonly event: TName; readonly data: TData };

/** One kind of run: how it starts, streams and ends. The run that is streamed tells its input as it was given, and not again at its end. */
type Life<TType extends StreamedRunType, TInput, TChunk, TOutput> =
  | Told<`on_${TType}_start`, TInput>
  | Told<`on_${TType}_stream`, { readonly chunk: TChunk }>
  | Told<`on_${TType}_end`, { readonly output: TOutput; readonly input?: unknown }>
  | Told<`on_${TType}_error`, { readonly error: string; readonly input?: unknown }>;

interface Given<TInput = unknown> {
  readonly input: TInput;
}

/**
 * What `streamEvents` yields; `switch (event.event)` narrows `data`. A run that is fed by a stream has no input at its start, and has it at
 * its end.
 */
export type StreamEvent =
  | Life<"chat_model", Given, AIMessageChunk, BaseMessage>
  | Life<"llm", Given, GenerationChunk, LLMResult>
  | Life<"chain" | "parser", Partial<Given>, unknown, unknown>
  | Life<"prompt", Given, never, unknown>
  | Life<"tool", Given, unknown, unknown>
  | Life<"retriever", Given, never, readonly Document[]>
  | Told<"on_custom_event", unknown>;

/** Which runs are told of, by name, kind (`chat_model`, `tool` …) or tag: those that one of the includes names, if there are any … */
export interface StreamEventsFilter {
  readonly includeNames?: readonly string[] | undefined;
  readonly includeTypes?: readonly string[] | undefined;
  readonly includeTags?: readonly string[] | undefined;
  /** … and none of the excludes. */
  readonly excludeNames?: readonly string[] | undefined;
  readonly excludeTypes?: readonly string[] | undefined;
  readonly excludeTags?: readonly string[] | undefined;
}
