import type { RunQuery, TraceStore } from "@earshot/trace";
import { pagesOfRuns } from "./pages-of-runs.js";

/** The ids of the traces in which there is a run that is asked for, once each, the oldest first. They are read page by page. */
export async function* tracesOfQuery(store: TraceStore, query: RunQuery): AsyncGenerator<string, void, undefined> {
  const told = new Set<string>();
  for await (const page of pagesOfRuns(store, query))
    for (const { rootRunId } of page) {
      if (told.has(rootRunId)) continue;
      told.add(rootRunId);
      yield rootRunId;
    }
}
