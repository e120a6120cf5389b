import { TraceStoreError } from "../store/trace-store-error.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
import type { Retention, TraceChanges, TraceStore } from "../store/trace-store.js";
import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { matchesQuery } from "./matches-query.js";
import { pageOfRuns } from "./page-of-runs.js";
import { statisticsOfRuns } from "./statistics-of-runs.js";
import { isDelta, StoredTrace } from "./stored-trace.js";

/** How many events back a cursor reaches. */
const rememberedChanges = 100_000;

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
  readonly #rootOf = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  /** Of what was deleted nothing is left but its place. */
  #changes: (TraceEvent | undefined)[] = [];
  #forgotten = 0;
  #isClosed = false;

  async append(events: readonly TraceEvent[]): Promise<void> {
    this.#assertOpen();
    for (const event of events) {
      const trace = this.#traces.get(event.rootRunId) ?? new StoredTrace();
      this.#traces.set(event.rootRunId, trace);
      this.#rootOf.set(event.runId, event.rootRunId);
      if (trace.add(event)) this.#changes.push(event);
    }
    const over = this.#changes.length - rememberedChanges;
    if (over > 0) {
      this.#changes = this.#changes.slice(over);
      this.#forgotten += over;
    }
    this.#tell();
  }

  async listRuns(query: RunQuery = {}): Promise<RunPage> {
    this.#assertOpen();
    return pageOfRuns(this.#matching(query), query);
  }

  async readTrace(runId: string): Promise<readonly RunRecord[]> {
    return this.#traceOf(runId)?.runs ?? [];
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
    return statisticsOfRuns(this.#matching(query), query);
  }

  async facets(): ReturnType<TraceStore["facets"]> {
    this.#assertOpen();
    const runs = [...this.#traces.values()].flatMap((trace) => trace.runs);
    return {
      names: byFrequency(runs.map(({ name }) => name)),
      tags: byFrequency(runs.flatMap(({ tags }) => tags)),
      models: byFrequency(runs.flatMap(({ model }) => model ?? [])),
      kinds: byFrequency(runs.map(({ kind }) => kind)),
      metadataKeys: byFrequency(runs.flatMap(({ metadata }) => Object.keys(metadata))),
    };
  }

  async changes(cursor?: string): Promise<TraceChanges> {
    this.#assertOpen();
    const now = `${this.#id}:${String(this.#forgotten + this.#changes.length)}`;
    if (cursor === undefined) return { runs: [], deltas: [], cursor: now };
    const [id, position] = cursor.split(":");
    const from = Number(position) - this.#forgotten;
    if (id !== this.#id || !(from >= 0)) return { runs: [], deltas: [], cursor: now, isReset: true };
    const events = this.#changes.slice(from).filter((event) => event !== undefined);
    const changed = new Set(events.filter((event) => !isDelta(event)).map(({ runId }) => runId));
    const roots = new Set(events.map(({ rootRunId }) => rootRunId));
    return {
      runs: [...roots].flatMap((root) => this.#traces.get(root)?.runs ?? []).filter(({ runId }) => changed.has(runId)),
      deltas: events.filter((event) => isDelta(event) && this.#traceOf(event.runId)?.hasEnded(event.runId) === false),
      cursor: now,
    };
  }

  watch(listener: () => void): () => void {
    this.#assertOpen();
    const own = () => {
      if (this.#listeners.has(own)) listener();
    };
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  async deleteTraces(rootRunIds: readonly string[]): Promise<number> {
    this.#assertOpen();
    const there = new Set(rootRunIds.filter((rootRunId) => this.#traces.has(rootRunId)));
    for (const rootRunId of there) {
      for (const { runId } of this.#traces.get(rootRunId)?.runs ?? []) this.#rootOf.delete(runId);
      this.#traces.delete(rootRunId);
    }
    if (there.size > 0)
      this.#changes = this.#changes.map((event) => (event && there.has(event.rootRunId) ? undefined : event));
    return there.size;
  }

  async prune({
    maxTraces = Infinity,
    maxAgeMs = Infinity,
    maxBytes = Infinity,
  }: Retention): ReturnType<TraceStore["prune"]> {
    this.#assertOpen();
    const before = this.#bytes();
    const oldestFirst = [...this.#traces].sort(([, left], [, right]) => startOf(left) - startOf(right));
    const going: string[] = [];
    let bytes = before;
    for (const [rootRunId, trace] of oldestFirst) {
      const isOver =
        this.#traces.size - going.length > maxTraces || bytes > maxBytes || startOf(trace) < Date.now() - maxAgeMs;
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

  #matching(query: Omit<RunQuery, "order" | "limit" | "cursor">): RunRecord[] {
    const words = wordsOf(query.text ?? "");
    return [...this.#traces.values()].flatMap((trace) =>
      trace.runs.filter((run) => {
        if (!matchesQuery(run, query)) return false;
        if (words.length === 0) return true;
        const events = query.scope === "all" ? trace.events(run.runId) : trace.events();
        const said = wordsOf(events.map(searchedText).join(" "));
        return words.every((word) => said.some((other) => other.startsWith(word)));
      }),
    );
  }

  #traceOf(runId: string): StoredTrace | undefined {
    this.#assertOpen();
    return this.#traces.get(this.#rootOf.get(runId) ?? "");
  }

  #bytes(): number {
    return [...this.#traces.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #tell(): void {
    for (const listener of this.#listeners) queueMicrotask(listener);
  }

  #assertOpen(): void {
    if (this.#isClosed)
      throw new TraceStoreError("This trace store is closed. Open another one with memoryTraceStore().");
  }
}

function searchedText({ name, text, payload, error, feedback }: TraceEvent): string {
  return [name, text, payload, error?.name, error?.message, feedback?.key, feedback?.comment].join(" ");
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
    .map(([value]) => value);
}

const startOf = (trace: StoredTrace): number => trace.runs[0]?.startedAt ?? 0;
