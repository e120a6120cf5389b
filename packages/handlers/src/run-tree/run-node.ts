import type { RunKind, RunStatus, Usage } from "@earshot/core/events";

/** One run of a finished or unfinished tree. */
export interface RunNode {
  readonly runId: string;
  readonly name: string;
  readonly kind: RunKind;
  readonly runType: string | undefined;
  readonly status: RunStatus | "open";
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly firstTokenAt: number | undefined;
  /** Of model and embedding runs. */
  readonly usage: Usage | undefined;
  readonly error: unknown;
  readonly retries: number;
  /** In the order they started. */
  readonly children: readonly RunNode[];
}
