import type { RunQuery, RunRecord, TraceStore } from "@earshot/trace";
import { isRootRun } from "@earshot/trace/reducer";
import { pagesOfRuns } from "../store/pages-of-runs.js";

/** How many runs it is remembered of what was told. Who is forgotten may be told again, when it is judged. */
const remembered = 10_000;
/** Traces that a store is asked about at once. */
const tracesAtATime = 500;

/** Which of the runs that came are told: those that are asked for, each when it begins and when it ends. */
export class ToldRuns {
  readonly #store: Pick<TraceStore, "listRuns">;
  readonly #query: RunQuery;
  readonly #statuses = new Map<string, RunRecord["status"]>();

  constructor(store: Pick<TraceStore, "listRuns">, query: RunQuery) {
    this.#store = store;
    this.#query = query;
  }

  /** Of runs that came, those that are asked for and not told yet, as they came. */
  async select(runs: readonly RunRecord[]): Promise<readonly RunRecord[]> {
    const { scope, ...conditions } = this.#query;
    const news = runs
      .filter((run) => (scope === "all" || isRootRun(run)) && this.#isNews(run))
      .sort((left, right) => (left.endedAt ?? left.startedAt) - (right.endedAt ?? right.startedAt));
    // What the store finds is what `earshot runs` would, words in payloads included.
    const found = Object.keys(conditions).length === 0 ? undefined : await this.#find(news);
    return this.take(found === undefined ? news : news.flatMap(({ runId }) => found.get(runId) ?? []));
  }

  /** Of runs that the store found, those that are not told yet. */
  take(runs: readonly RunRecord[]): readonly RunRecord[] {
    const news = runs.filter((run) => this.#isNews(run));
    for (const { runId, status } of news) {
      this.#statuses.delete(runId);
      this.#statuses.set(runId, status);
    }
    for (const runId of this.#statuses.keys()) {
      if (this.#statuses.size <= remembered) break;
      this.#statuses.delete(runId);
    }
    return news;
  }

  #isNews({ runId, status }: RunRecord): boolean {
    return this.#statuses.get(runId) !== status;
  }

  async #find(runs: readonly RunRecord[]): Promise<ReadonlyMap<string, RunRecord>> {
    const found = new Map<string, RunRecord>();
    const traces = [...new Set(runs.map(({ rootRunId }) => rootRunId))];
    for (let start = 0; start < traces.length; start += tracesAtATime) {
      const rootRunIds = traces.slice(start, start + tracesAtATime);
      for await (const page of pagesOfRuns(this.#store, { ...this.#query, rootRunIds }))
        for (const run of page) found.set(run.runId, run);
    }
    return found;
  }
}
