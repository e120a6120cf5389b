import type { Run } from "./run.js";

/** What a stage answers when a chunk makes nothing come out of it yet. */
export const nothing: unique symbol = Symbol("nothing");

/**
 * One run that chunks pass through. Stages that follow each other are called in turn for each chunk, without a promise between
 * them: what a person would write by hand.
 */
export interface StreamStage {
  readonly run: Run;
  /** What it has handed on so far, if it keeps that: a stage behind it that hands on the very same need not keep it once more. */
  readonly handedOn?: { readonly value: unknown } | undefined;
  /** Chunks go through it as they are and nothing is to be said of them: it is called for none. */
  readonly isClear?: boolean;
  /** Is told, before the first chunk, which stage it has been put behind. */
  follow?(previous: StreamStage): void;
  /**
   * Takes a chunk, says what is to be said of it, and answers what comes out: one chunk, or {@link nothing}.
   *
   * @param wait takes a promise that the stream has to wait for before it goes on
   */
  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): unknown;
  /** The run's output, once no more chunks come. */
  output(): unknown;
}
