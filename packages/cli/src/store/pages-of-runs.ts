import type { RunQuery, RunRecord, TraceStore } from "@earshot/trace";

/** All that a store finds, the oldest first, a page at a time. */
export async function* pagesOfRuns(
  store: Pick<TraceStore, "listRuns">,
  query: RunQuery,
): AsyncGenerator<readonly RunRecord[], void, undefined> {
  let cursor: string | undefined;
  do {
    const asked: RunQuery = { ...query, order: "oldest", limit: 1000 };
    const page = await store.listRuns(cursor === undefined ? asked : { ...asked, cursor });
    yield page.runs;
    cursor = page.next;
  } while (cursor !== undefined);
}
