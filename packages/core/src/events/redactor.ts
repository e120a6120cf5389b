import type { EventType, ModelDelta } from "./event-payloads.js";
import type { RunFacts } from "./run-facts.js";

/**
 * The one stage between the runtime and every handler: what it answers is what handlers see. The consumer and the run itself keep the
 * original. Made by `createRedactor` of `@earshot/core/redaction`; the kernel only knows this port.
 */
export interface Redactor {
  /** The payload as handlers may see it: a copy, or the same if there is nothing to hide. Never throws. `run` is as handlers see it, if it
   * is of one. */
  redactPayload<TPayload extends object>(type: EventType, payload: TPayload, run?: RunFacts): TPayload;
  /** A run's facts as handlers may see them. */
  redactFacts(type: EventType, run: RunFacts): RunFacts;
  /** Made once for each run that streams. */
  startDeltas(source: DeltaSource, run: RedactedRun, emit: DeltaEmit): DeltaRedaction;
}

/**
 * What the chunks are that texts are looked for in: a chat model's or a text model's generations, bare tokens, chunks that are or have a
 * text, parts of a tool's output, what a chain
 * yields, or what a model of another runtime does.
 */
export type DeltaSource = "message" | "generation" | "token" | "text" | "tool" | "chain" | "foreign";

/** A run as far as redaction needs it. */
export interface RedactedRun {
  readonly shownFacts: RunFacts;
}

/** Says a delta; answers a promise if the run has to wait. */
export type DeltaEmit = (delta: ModelDelta) => Promise<void> | undefined;

/** The deltas of one run on their way through redaction. Number, order and index stay; text that may begin a match comes later. */
export interface DeltaRedaction {
  push(delta: ModelDelta): Promise<void> | undefined;
  /** What was held back, before the run ends. */
  flush(): Promise<void> | undefined;
}
