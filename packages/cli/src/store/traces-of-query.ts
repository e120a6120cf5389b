import type { RunQuery, TraceStore } from "@earshot/trace";

/** The ids of the traces in which there is a run that is asked for, once each, the oldest first. They are read page by page. */
export async function* tracesOfQuery(store: TraceStore, query: RunQuery): AsyncGenerator<string, void, undefined> {
  const told = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({
      ...query,
      order: "oldest",
      limit: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { rootRunId } of page.runs) {
      if (told.has(rootRunId)) continue;
      told.add(rootRunId);
      yield rootRunId;
    }
    cursor = page.next;
  } while (cursor !== undefined);
}
