import { TraceStoreError } from "../store/trace-store-error.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import type { RunRecord } from "../schema/run-record.js";

type Place = readonly [figure: number, runId: string];

/** Of runs in any order the page that a query asks for. A cursor names the last run's place, not a count: it stays valid while runs come and go. */
export function pageOfRuns(runs: readonly RunRecord[], query: RunQuery): RunPage {
  const { order = "newest", limit = 50, cursor } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new TraceStoreError(
      `A page has 1 to 1,000 runs, not ${String(limit)}. Ask for fewer and go on with \`next\`.`,
    );
  const after = cursor === undefined ? undefined : placeOfCursor(cursor);
  const placed = runs
    .map((run) => ({ run, place: placeOf(run, order) }))
    .filter(({ place }) => after === undefined || compare(place, after) > 0)
    .sort((left, right) => compare(left.place, right.place));
  const page = placed.slice(0, limit);
  const last = page.at(-1);
  return {
    runs: page.map(({ run }) => run),
    ...(last === undefined || placed.length <= limit ? {} : { next: JSON.stringify(last.place) }),
  };
}

function placeOf(run: RunRecord, order: NonNullable<RunQuery["order"]>): Place {
  if (order === "newest") return [-run.startedAt, run.runId];
  if (order === "oldest") return [run.startedAt, run.runId];
  if (order === "slowest") return [run.endedAt === undefined ? 1 : run.startedAt - run.endedAt, run.runId];
  return [-Number(run.totals?.cost ?? run.cost ?? 0), run.runId];
}

function compare(left: Place, right: Place): number {
  if (left[0] !== right[0]) return left[0] - right[0];
  return left[1] === right[1] ? 0 : left[1] < right[1] ? -1 : 1;
}

function placeOfCursor(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(cursor);
    if (Array.isArray(place) && typeof place[0] === "number" && typeof place[1] === "string")
      return [place[0], place[1]];
  } catch {
    // Told below.
  }
  throw new TraceStoreError("This cursor is none of a list of runs. Hand in `next` of the page before, unchanged.");
}
