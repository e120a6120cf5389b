import { abandonedAfterMs as silentTraceMs, abandonedEnds } from "../store/abandoned-ends.js";
import { ChangeListeners } from "../store/change-listeners.js";
import { isDelta } from "../store/event-kinds.js";
import { groupBy } from "../store/group-by.js";
import { rememberedChanges } from "../store/remembered-changes.js";
import { searchedText, wordsOf } from "../store/searched-words.js";
import { sortByFrequency } from "../store/sort-by-frequency.js";
import { statisticsOfRuns } from "../store/statistics-of-runs.js";
import { TraceStoreError } from "../store/trace-store-error.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
import type { Retention, TraceChanges, TraceStore } from "../store/trace-store.js";
import { isLost, lostAfterMs as lostProcessMs, type WritingProcess } from "../store/writing-process.js";
import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { totalsOfRun } from "../reducer/run-totals.js";
import { matchesQuery } from "./matches-query.js";
import { pageOfRuns } from "./page-of-runs.js";
import { StoredTrace } from "./stored-trace.js";

/**
 * A store that keeps traces as long as the process lives: for tests, and for programs that look at themselves.
 *
 * @example
 * ```ts
 * import { memoryTraceStore } from "@earshot/trace";
 *
 * const store = memoryTraceStore();
 * const facts = { runId: "a", rootRunId: "a", kind: "chain", name: "ask", tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;
 * await store.append([{ ...facts, type: "chain.start", seq: 0, time: 1000 }]);
 *
 * const { runs } = await store.listRuns();
 * console.log(runs.map(({ name, status }) => `${name} ${status}`)); // => [ 'ask running' ]
 * ```
 */
export function memoryTraceStore(): TraceStore {
  return new MemoryTraceStore();
}

class MemoryTraceStore implements TraceStore {
  readonly #id = crypto.randomUUID();
  readonly #traces = new Map<string, StoredTrace>();
  readonly #processes = new Map<string, WritingProcess>();
  readonly #rootOf = new Map<string, string>();
  readonly #listeners = new ChangeListeners();
  /** Events, and root run ids of traces that were deleted; of their events nothing is left but a place. */
  #changes: (TraceEvent | string | undefined)[] = [];
  #forgotten = 0;
  #isClosed = false;

  async append(events: readonly TraceEvent[]): Promise<void> {
    this.#assertOpen();
    for (const [rootRunId, of] of groupBy(events, (event) => event.rootRunId)) {
      const trace = this.#traces.get(rootRunId) ?? new StoredTrace();
      this.#traces.set(rootRunId, trace);
      for (const { runId } of of) this.#rootOf.set(runId, rootRunId);
      for (const event of trace.add(of)) this.#changes.push(event);
    }
    this.#tell();
  }

  async noteProcess(process: WritingProcess): Promise<void> {
    this.#assertOpen();
    this.#processes.set(process.writer, process);
  }

  async listRuns(query: RunQuery = {}): Promise<RunPage> {
    this.#assertOpen();
    return pageOfRuns(this.#matching(query), query);
  }

  async readTrace(id: string): Promise<readonly RunRecord[]> {
    return (this.#traceOf(id) ?? this.#traces.get(id))?.runs ?? [];
  }

  async readEvents(runId: string): Promise<readonly TraceEvent[]> {
    return this.#traceOf(runId)?.events(runId) ?? [];
  }

  async *exportTrace(rootRunId: string): AsyncIterable<TraceEvent> {
    this.#assertOpen();
    yield* this.#traces.get(rootRunId)?.events() ?? [];
  }

  async statistics(query: StatisticsQuery = {}): Promise<readonly StatisticsRow[]> {
    this.#assertOpen();
    const runs = this.#matching(query);
    if (query.scope !== "all") return statisticsOfRuns(runs, query);
    const asking = new Set([...this.#traces.values()].flatMap((trace) => [...trace.asking]));
    return statisticsOfRuns(
      runs.map((run) => ({ ...run, totals: totalsOfRun(run, asking.has(run.runId)) })),
      query,
    );
  }

  async facets(): ReturnType<TraceStore["facets"]> {
    this.#assertOpen();
    const runs = [...this.#traces.values()].flatMap((trace) => trace.runs);
    return {
      names: sortByFrequency(runs.map(({ name }) => name)),
      tags: sortByFrequency(runs.flatMap(({ tags }) => tags)),
      models: sortByFrequency(runs.flatMap(({ model }) => model ?? [])),
      kinds: sortByFrequency(runs.map(({ kind }) => kind)),
      metadataKeys: sortByFrequency(runs.flatMap(({ metadata }) => Object.keys(metadata))),
    };
  }

  async changes(cursor?: string): Promise<TraceChanges> {
    this.#assertOpen();
    const now = `${this.#id}:${String(this.#forgotten + this.#changes.length)}`;
    if (cursor === undefined) return { runs: [], deltas: [], cursor: now };
    const [id, position] = cursor.split(":");
    const from = Number(position) - this.#forgotten;
    if (id !== this.#id || !(from >= 0)) return { runs: [], deltas: [], cursor: now, isReset: true };
    const since = this.#changes.slice(from);
    const deleted = new Set(since.filter((change) => typeof change === "string"));
    const events = since.filter((change) => typeof change === "object");
    const changed = new Set(events.filter((event) => !isDelta(event)).map(({ runId }) => runId));
    const roots = new Set(events.map(({ rootRunId }) => rootRunId));
    return {
      ...(deleted.size === 0 ? {} : { deleted: [...deleted] }),
      runs: [...roots].flatMap((root) => this.#traces.get(root)?.runs ?? []).filter(({ runId }) => changed.has(runId)),
      deltas: events.filter((event) => isDelta(event) && this.#traceOf(event.runId)?.hasEnded(event.runId) === false),
      cursor: now,
    };
  }

  watch(listener: () => void): () => void {
    this.#assertOpen();
    return this.#listeners.add(listener);
  }

  async deleteTraces(rootRunIds: readonly string[]): Promise<number> {
    this.#assertOpen();
    const there = new Set(rootRunIds.filter((rootRunId) => this.#traces.has(rootRunId)));
    for (const rootRunId of there) {
      for (const { runId } of this.#traces.get(rootRunId)?.runs ?? []) this.#rootOf.delete(runId);
      this.#traces.delete(rootRunId);
    }
    if (there.size === 0) return 0;
    const isLeft = (change: TraceEvent | string | undefined) =>
      typeof change !== "object" || !there.has(change.rootRunId);
    this.#changes = this.#changes.map((change) => (isLeft(change) ? change : undefined));
    for (const rootRunId of there) this.#changes.push(rootRunId);
    this.#tell();
    return there.size;
  }

  async prune({
    maxTraces = Infinity,
    maxAgeMs = Infinity,
    maxBytes = Infinity,
    abandonedAfterMs = silentTraceMs,
    lostAfterMs = lostProcessMs,
  }: Retention): ReturnType<TraceStore["prune"]> {
    this.#assertOpen();
    await this.#endAbandoned(Date.now() - abandonedAfterMs, lostAfterMs);
    const before = this.#bytes();
    const oldestFirst = [...this.#traces].sort(([, left], [, right]) => left.startedAt - right.startedAt);
    const going: string[] = [];
    let bytes = before;
    for (const [rootRunId, trace] of oldestFirst) {
      const isOver =
        this.#traces.size - going.length > maxTraces || bytes > maxBytes || trace.startedAt < Date.now() - maxAgeMs;
      if (!isOver || trace.isRunning) continue;
      going.push(rootRunId);
      bytes -= trace.bytes;
    }
    return { traces: await this.deleteTraces(going), bytes: before - bytes };
  }

  async size(): ReturnType<TraceStore["size"]> {
    this.#assertOpen();
    return { traces: this.#traces.size, runs: this.#rootOf.size, bytes: this.#bytes() };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners.clear();
  }

  /** Tells those who follow; how far back they can is bounded. */
  #tell(): void {
    const over = this.#changes.length - rememberedChanges;
    if (over > 0) {
      this.#changes = this.#changes.slice(over);
      this.#forgotten += over;
    }
    this.#listeners.tell();
  }

  #matching(query: Omit<RunQuery, "order" | "limit" | "cursor">): RunRecord[] {
    const words = wordsOf(query.text ?? "");
    const isSaid = (events: readonly TraceEvent[]) => {
      const said = events.filter((event) => !isDelta(event)).flatMap((event) => wordsOf(searchedText(event)));
      return words.every((word) => said.some((other) => other.startsWith(word)));
    };
    return [...this.#traces.values()].flatMap((trace) => {
      const runs = query.scope === "all" ? runsOfList(trace) : trace.roots;
      const matching = runs.filter((run) => matchesQuery(run, query));
      if (words.length === 0 || matching.length === 0) return matching;
      if (query.scope === "all") return matching.filter(({ runId }) => isSaid(trace.events(runId)));
      return isSaid(trace.events()) ? matching : [];
    });
  }

  #traceOf(runId: string): StoredTrace | undefined {
    this.#assertOpen();
    return this.#traces.get(this.#rootOf.get(runId) ?? "");
  }

  async #endAbandoned(silentSince: number, lostAfter: number): Promise<void> {
    const lost = new Map([...this.#processes].filter(([, process]) => isLost(process, lostAfter)));
    for (const writer of lost.keys()) this.#processes.delete(writer);
    for (const trace of this.#traces.values()) {
      const { runs, isRunning, lastTime: time } = trace;
      if (!isRunning) continue;
      await this.append(abandonedEnds(runs, trace.heardAt <= silentSince ? { time } : { time, lost }));
    }
  }

  #bytes(): number {
    return [...this.#traces.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #assertOpen(): void {
    if (this.#isClosed)
      throw new TraceStoreError("This trace store is closed. Open another one with memoryTraceStore().");
  }
}

/** In a list of all runs only the outermost tell what they come to; trees tell it of each. */
function runsOfList(trace: StoredTrace): RunRecord[] {
  const roots = new Set(trace.roots);
  return trace.runs.map((run) => {
    const { totals: _, ...alone } = run;
    return roots.has(run) ? run : alone;
  });
}
