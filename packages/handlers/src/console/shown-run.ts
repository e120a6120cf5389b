import type { Usage } from "@earshot/core/events";
import type { RunName } from "./run-names.js";
import type { Statement } from "./statement.js";

/** An open run that is shown. */
export interface ShownRun {
  readonly runId: string;
  readonly name: RunName;
  /** `model`, `tool`, `parser` …: what it is, in a word. */
  readonly what: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** The nearest run above it that is shown. */
  readonly parent: ShownRun | undefined;
  /** How its start is told, once it is. */
  heading: Statement | undefined;
  /** False as long as its start has not been told. */
  isAnnounced: boolean;
  hasText: boolean;
  /** What the models in its tree used; kept by the topmost shown run alone. */
  readonly usages: Usage[];
  /** What a model said so far: the chunks that came, and what the provider counted in them. */
  readonly progress: { chunks: number; inputTokens: number; outputTokens: number };
}

/** The topmost shown run above a run, or the run itself. */
export function topOf(run: ShownRun): ShownRun {
  let top = run;
  while (top.parent !== undefined) top = top.parent;
  return top;
}
