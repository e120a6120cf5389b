import { batch, signal } from "@preact/signals";
import type { RunRecord, StatisticsRow, TraceChanges } from "@earshot/trace/reducer";
import { request } from "../api/studio-client.js";

/** What is known of a thread. */
export interface Thread {
  readonly sessionId: string;
  readonly runs: number;
  readonly errors: number;
  readonly tokens: number;
  readonly cost: string;
  readonly unknownCosts: number;
  /** The newest of its runs, if that is among the newest of all. */
  readonly last?: RunRecord;
}

/** Milliseconds between two readings, if runs come faster. */
const readAgainAfter = 1_000;
/** How many of the newest runs are looked through for the last ones of threads. */
const newestRuns = 500;

/** The threads that runs name, the one that was spoken in last first. */
export class ThreadList {
  readonly threads = signal<readonly Thread[]>([]);
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly failure = signal("");
  readonly #stopped = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  async load(): Promise<void> {
    const { signal: stopped } = this.#stopped;
    try {
      const [rows, { runs }] = await Promise.all([
        request("GET /api/statistics", { query: { groupBy: "session" }, signal: stopped }),
        request("GET /api/runs", { query: { limit: newestRuns }, signal: stopped }),
      ]);
      batch(() => {
        this.threads.value = threadsOf(rows, runs);
        this.state.value = "ready";
      });
    } catch (error) {
      if (stopped.aborted) return;
      this.failure.value = error instanceof Error ? error.message : String(error);
      if (this.threads.value.length === 0) this.state.value = "failed";
    }
  }

  hear({ deleted, runs, isReset }: TraceChanges): void {
    const isNews = isReset === true || deleted !== undefined || runs.some(({ sessionId }) => sessionId !== undefined);
    if (!isNews || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.load();
    }, readAgainAfter);
  }
}

function threadsOf(rows: readonly StatisticsRow[], newest: readonly RunRecord[]): readonly Thread[] {
  const lastOf = new Map<string, RunRecord>();
  for (const run of newest)
    if (run.sessionId !== undefined && !lastOf.has(run.sessionId)) lastOf.set(run.sessionId, run);
  const threads = rows.flatMap(({ group, runs, errors, usage, cost, unknownCosts }): readonly Thread[] => {
    if (group === undefined) return [];
    const last = lastOf.get(group);
    const amounts = { tokens: usage.totalTokens, cost, unknownCosts };
    return [{ sessionId: group, runs, errors, ...amounts, ...(last === undefined ? {} : { last }) }];
  });
  return threads.sort((left, right) => (right.last?.startedAt ?? 0) - (left.last?.startedAt ?? 0));
}
