import type { ModelDelta } from "../events/event-payloads.js";

/** How to get at the texts in a chunk: one for each text that streams through the chunks, such as the answer and the reasoning. */
export interface DeltaAccess {
  /** The pieces of text that a chunk brings, by the name of the text they belong to. */
  read(chunk: unknown): ReadonlyMap<string, string>;
  /**
   * A copy of the delta with other texts in it. Every text finds a place: what was held back from an earlier chunk may come with one that
   * has none of its kind.
   */
  write(delta: ModelDelta, texts: ReadonlyMap<string, string>): ModelDelta;
  /** Whether such a chunk has a place for text; left out, each has. */
  takesText?(chunk: unknown): boolean;
}
