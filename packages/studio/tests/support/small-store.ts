import {
  recordOfDraft,
  reduceEvents,
  traceTree,
  type RunDrafts,
  type RunRecord,
  type TraceEvent,
  type TraceNode,
  type TraceStore,
} from "@earshot/trace";

/** A whole store in a list, for tests of what stands in front of one. It filters and pages by nothing. */
export function smallStore(events: readonly TraceEvent[] = []): TraceStore {
  let kept: TraceEvent[] = [...events];
  const listeners = new Set<() => void>();
  const drafts = (): RunDrafts => reduceEvents(new Map(), kept);
  const records = (): RunRecord[] => {
    const flat = (nodes: readonly TraceNode[]): RunRecord[] =>
      nodes.flatMap((node) => [node.run, ...flat(node.children)]);
    return flat(traceTree([...drafts().values()].map(recordOfDraft)));
  };
  const rootOf = (runId: string): string | undefined => drafts().get(runId)?.rootRunId;
  const distinct = (values: readonly (string | undefined)[]): string[] => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  const drop = (isDropped: (event: TraceEvent) => boolean): void =>
    void (kept = kept.filter((event) => !isDropped(event)));
  return {
    append: async (more) => {
      kept.push(...more);
      for (const listener of listeners) listener();
    },
    listRuns: async ({ limit = 50 } = {}) => ({
      runs: records()
        .filter(({ runId, rootRunId }) => runId === rootRunId)
        .slice(0, limit),
    }),
    readTrace: async (runId) => records().filter(({ rootRunId }) => rootRunId === rootOf(runId)),
    readEvents: async (runId) => {
      const isEnded = drafts().get(runId)?.end !== undefined;
      return kept.filter((event) => event.runId === runId && !(isEnded && event.type.endsWith(".delta")));
    },
    exportTrace: async function* (rootRunId) {
      yield* kept.filter((event) => event.rootRunId === rootRunId);
    },
    statistics: async () => [
      {
        runs: records().length,
        errors: 0,
        usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 },
        cost: "0",
        unknownCosts: 0,
      },
    ],
    facets: async () => ({
      names: distinct(records().map(({ name }) => name)),
      tags: distinct(records().flatMap(({ tags }) => tags)),
      models: distinct(records().map(({ model }) => model)),
      kinds: distinct(records().map(({ kind }) => kind)),
      metadataKeys: distinct(records().flatMap(({ metadata }) => Object.keys(metadata))),
    }),
    changes: async (cursor) => {
      const at = cursor === undefined ? kept.length : Number(cursor);
      if (!Number.isSafeInteger(at) || at > kept.length)
        return { runs: records(), deltas: [], cursor: String(kept.length), isReset: true };
      const news = kept.slice(at);
      const ids = new Set(news.filter(({ type }) => !type.endsWith(".delta")).map(({ runId }) => runId));
      return {
        runs: records().filter(({ runId }) => ids.has(runId)),
        deltas: news.filter(({ type }) => type.endsWith(".delta")),
        cursor: String(kept.length),
      };
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    deleteTraces: async (rootRunIds) => {
      drop(({ rootRunId }) => rootRunIds.includes(rootRunId));
      return rootRunIds.length;
    },
    prune: async () => ({ traces: 0, bytes: 0 }),
    size: async () => ({ traces: 1, runs: drafts().size, bytes: JSON.stringify(kept).length }),
    close: async () => undefined,
  };
}
