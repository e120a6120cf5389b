import { sortableAmount } from "../reducer/sortable-amount.js";
import type { RunRecord } from "../schema/run-record.js";
import type { RunQuery } from "./run-query.js";
import { TraceStoreError } from "./trace-store-error.js";

export type RunOrder = NonNullable<RunQuery["order"]>;

/** Where a run stands in a list: by its figure, and among equal ones by its id. Earshot's ids rise: of runs of one millisecond, too, the newest is known. */
export type RunPlace = readonly [figure: number | string, runId: string];

/** Milliseconds; of runs that have not ended less than any. */
export function durationOfRun({ startedAt, endedAt }: RunRecord): number {
  return endedAt === undefined ? Number.MIN_SAFE_INTEGER : endedAt - startedAt;
}

export function placeOfRun(run: RunRecord, order: RunOrder): RunPlace {
  if (order === "costliest") return [sortableAmount(run.totals?.cost ?? run.cost ?? "0"), run.runId];
  if (order === "slowest") return [durationOfRun(run), run.runId];
  return [run.startedAt, run.runId];
}

/** @throws TraceStoreError if the cursor is none of a list in this order */
export function placeOfCursor(cursor: string, order: RunOrder): RunPlace {
  try {
    const place: unknown = JSON.parse(cursor);
    const figure = order === "costliest" ? "string" : "number";
    if (Array.isArray(place) && typeof place[0] === figure && typeof place[1] === "string")
      return [place[0] as number | string, place[1]];
  } catch {
    // Told below.
  }
  throw new TraceStoreError(
    "This cursor is none of this list. Hand in `next` of the page before, unchanged, with its order.",
  );
}
