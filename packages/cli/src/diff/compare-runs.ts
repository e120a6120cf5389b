import type { TraceEvent, TraceNode, TraceStore } from "@earshot/trace";
import { compareTraces, contentOfEvents, type RunContent, type TraceComparison } from "@earshot/trace/compare";

/** Two runs of a store side by side, with what they were asked and answered in full. */
export async function compareRuns(
  store: Pick<TraceStore, "exportTrace">,
  left: TraceNode,
  right: TraceNode,
): Promise<TraceComparison> {
  const contents = new Map<string, RunContent>();
  for (const rootRunId of new Set([left.run.rootRunId, right.run.rootRunId]))
    for (const [runId, content] of await contentsOfTrace(store, rootRunId)) contents.set(runId, content);
  return compareTraces([left], [right], { contentOf: ({ runId }) => contents.get(runId) });
}

async function contentsOfTrace(
  store: Pick<TraceStore, "exportTrace">,
  rootRunId: string,
): Promise<ReadonlyMap<string, RunContent>> {
  const events = new Map<string, TraceEvent[]>();
  for await (const event of store.exportTrace(rootRunId)) {
    if (!/\.(?:start|end)$/u.test(event.type)) continue;
    const own = events.get(event.runId);
    if (own === undefined) events.set(event.runId, [event]);
    else own.push(event);
  }
  return new Map([...events].map(([runId, own]) => [runId, contentOfEvents(own)]));
}
