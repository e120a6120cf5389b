import type { RunKind } from "@earshot/core/events";
import type { JsonValue } from "../schema/trace-event.js";
import type { RecordStatus, RunRecord } from "../schema/run-record.js";
import type { FeedbackKind } from "./feedback-kinds.js";

/** Which runs, in which order, from where on. All conditions must hold; within a list one is enough. */
export interface RunQuery {
  /** `roots` (default): outermost runs alone. `all`: every run. */
  readonly scope?: "roots" | "all";
  /** Runs of these traces alone. */
  readonly rootRunIds?: readonly string[];
  /** How the run's id begins, letter by letter as it was heard; `""` is how all begin. */
  readonly runIdPrefix?: string;
  readonly sessionId?: string;
  readonly kinds?: readonly RunKind[];
  readonly names?: readonly string[];
  readonly statuses?: readonly RecordStatus[];
  readonly tags?: readonly string[];
  readonly models?: readonly string[];
  readonly metadata?: { readonly [key: string]: JsonValue };
  /** Runs that are rated so, or noted on. */
  readonly feedback?: readonly FeedbackKind[];
  /** Words that stand in the name, inputs, outputs, error or feedback of the run or (`scope: "roots"`) of any run below it. */
  readonly text?: string;
  /** Unix milliseconds, inclusive. */
  readonly startedFrom?: number;
  /** Unix milliseconds, exclusive. */
  readonly startedBefore?: number;
  readonly minimumDurationMs?: number;
  /** Default `newest`. Among equals the greater id comes first, the smaller where the oldest do. */
  readonly order?: "newest" | "oldest" | "slowest" | "costliest";
  /** 1 to 1,000; default 50. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** Some of what was asked for, and how to go on. */
export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Where the next page begins; left out at the end. It stays valid while runs come and go. */
  readonly next?: string;
}
