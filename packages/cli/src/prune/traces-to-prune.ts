import type { Retention, TraceStore } from "@earshot/trace";
import { pagesOfRuns } from "../store/pages-of-runs.js";

/** What would go. */
export interface TracesToPrune {
  readonly traces: number;
  readonly runs: number;
  /** What a trace takes is known when it is gone: of a size, all of this is an estimate. */
  readonly isEstimate: boolean;
  /** When the first and the last of them began, in Unix milliseconds; left out if there is none. */
  readonly from?: number;
  readonly to?: number;
}

/** What a store would delete. */
export async function tracesToPrune(store: TraceStore, retention: Retention): Promise<TracesToPrune> {
  const { maxTraces = Infinity, maxAgeMs = Infinity, maxBytes = Infinity } = retention;
  const size = await store.size();
  const bytesOfRun = size.bytes / Math.max(size.runs, 1);
  const oldest = Date.now() - maxAgeMs;
  let found: TracesToPrune = { traces: 0, runs: 0, isEstimate: false };
  for await (const page of pagesOfRuns(store, {}))
    for (const run of page) {
      if (run.status === "running") continue;
      const isOver = size.traces - found.traces > maxTraces || run.startedAt < oldest;
      if (!isOver && size.bytes - found.runs * bytesOfRun <= maxBytes) return found;
      found = {
        traces: found.traces + 1,
        runs: found.runs + (run.totals?.runs ?? 1),
        isEstimate: found.isEstimate || !isOver,
        from: found.from ?? run.startedAt,
        to: run.startedAt,
      };
    }
  return found;
}
