import type { EventType, ModelDelta } from "./event-payloads.js";
import type { RunFacts } from "./run-facts.js";

/**
 * The one stage between the runtime and every handler: what it answers is what handlers see. The consumer and the run itself keep the
 * original. Made by `createRedactor` of `@earshot/core/redaction`; the kernel only knows this port.
 */
export interface Redactor {
  /** The payload as handlers may see it: a copy, or the same if there is nothing to hide. Never throws. */
  redactPayload<TPayload extends object>(type: EventType, payload: TPayload): TPayload;
  /** A run's facts as handlers may see them. */
  redactFacts(type: EventType, run: RunFacts): RunFacts;
  /** Made once for each model run that streams. */
  startDeltas(access: DeltaAccess, emit: DeltaEmit): DeltaRedaction;
}

/** Says a delta; answers a promise if the run has to wait. */
export type DeltaEmit = (delta: ModelDelta) => Promise<void> | undefined;

/** How to get at the texts in a chunk: one for each text that streams through the chunks, such as the answer and the reasoning. */
export interface DeltaAccess {
  /** The pieces of text that a chunk brings, by the name of the text they belong to. */
  read(chunk: unknown): ReadonlyMap<string, string>;
  /** A copy of the delta with other texts in it. */
  write(delta: ModelDelta, texts: ReadonlyMap<string, string>): ModelDelta;
}

/** The deltas of one run on their way through redaction. Number, order and index stay; text that may begin a match comes later. */
export interface DeltaRedaction {
  push(delta: ModelDelta): Promise<void> | undefined;
  /** What was held back, before the run ends. */
  flush(): Promise<void> | undefined;
}
