import type { RunRecord } from "@earshot/trace";
import type { SentEvent } from "./studio-api.js";

/**
 * A trace as it stands in a shared page: what `/api/traces/:runId` and `/api/runs/:runId/events` would answer, with payloads whole and
 * without feedback. The page finds it as JSON in the element `#earshot-shared-trace`.
 */
export interface SharedTrace {
  readonly version: 1;
  /** The run the trace was shared from. */
  readonly runId: string;
  /** Unix milliseconds. */
  readonly sharedAt: number;
  readonly runs: readonly RunRecord[];
  readonly events: { readonly [runId: string]: readonly SentEvent[] };
}
