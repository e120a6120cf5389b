import type { Document } from "../documents/document.js";
import type { EventPayloads } from "../events/event-payloads.js";
import type { RunKind } from "../events/run-facts.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { RunSpec } from "./run-spec.js";

/** What a body of each kind answers. */
export interface RunOutputs {
  chat_model: LLMResult;
  llm: LLMResult;
  chain: unknown;
  tool: unknown;
  retriever: readonly Document[];
  embedding: readonly (readonly number[])[];
}

/** What is said of a run when it starts. */
export interface RunOptions<TKind extends RunKind> extends RunSpec {
  readonly kind: TKind;
  /** The payload of its start event. */
  readonly start: EventPayloads[`${TKind}.start`];
}
