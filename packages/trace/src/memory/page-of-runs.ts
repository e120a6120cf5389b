import { limitOfPage } from "../store/limit-of-page.js";
import { placeOfCursor, placeOfRun, type RunPlace } from "../store/run-order.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import type { RunRecord } from "../schema/run-record.js";

/** Of runs in any order the page that a query asks for. A cursor names the last run's place, not a count: it stays valid while runs come and go. */
export function pageOfRuns(runs: readonly RunRecord[], query: RunQuery): RunPage {
  const { order = "newest", cursor } = query;
  const limit = limitOfPage(query.limit);
  const compare = order === "oldest" ? compareRising : compareFalling;
  const after = cursor === undefined ? undefined : placeOfCursor(cursor, order);
  const placed = runs
    .map((run) => ({ run, place: placeOfRun(run, order) }))
    .filter(({ place }) => after === undefined || compare(place, after) > 0)
    .sort((left, right) => compare(left.place, right.place));
  const page = placed.slice(0, limit);
  const last = page.at(-1);
  return {
    runs: page.map(({ run }) => run),
    ...(last === undefined || placed.length <= limit ? {} : { next: JSON.stringify(last.place) }),
  };
}

function compareRising([figure, runId]: RunPlace, [other, otherId]: RunPlace): number {
  if (figure !== other) return figure < other ? -1 : 1;
  return runId === otherId ? 0 : runId < otherId ? -1 : 1;
}

const compareFalling = (left: RunPlace, right: RunPlace): number => compareRising(right, left);
