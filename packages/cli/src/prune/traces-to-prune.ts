import type { Retention, TraceStore } from "@earshot/trace";

/** How many traces a store would delete. Of sizes it is an estimate: what a trace takes is known when it is gone. */
export async function tracesToPrune(
  store: TraceStore,
  retention: Retention,
): Promise<{ readonly traces: number; readonly isEstimate: boolean }> {
  const { maxTraces = Infinity, maxAgeMs = Infinity, maxBytes = Infinity } = retention;
  const size = await store.size();
  const bytesOfRun = size.bytes / Math.max(size.runs, 1);
  const oldest = Date.now() - maxAgeMs;
  let [traces, bytes, isEstimate] = [0, size.bytes, false];
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({
      order: "oldest",
      limit: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const run of page.runs) {
      if (run.status === "running") continue;
      const isOver = size.traces - traces > maxTraces || run.startedAt < oldest;
      if (!isOver && bytes <= maxBytes) return { traces, isEstimate };
      isEstimate ||= !isOver;
      traces++;
      bytes -= (run.totals?.runs ?? 1) * bytesOfRun;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return { traces, isEstimate };
}
