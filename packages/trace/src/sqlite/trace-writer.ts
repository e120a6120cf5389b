import { recordOfDraft } from "../reducer/record-of-draft.js";
import { callKinds } from "../reducer/run-totals.js";
import { traceTree, type TraceNode } from "../reducer/trace-tree.js";
import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { isDelta } from "../store/event-kinds.js";
import { groupBy } from "../store/group-by.js";
import type { EventLog } from "./event-log.js";
import type { FacetCounts } from "./facet-counts.js";
import type { FeedbackTable } from "./feedback-table.js";
import { assertKeys, keys } from "./keys.js";
import { draftWith, markOf, OpenRuns, type OpenRun } from "./open-runs.js";
import type { ChangedRun, KeptRun, RunTable } from "./run-table.js";
import type { SearchIndex } from "./search-index.js";
import type { TraceTable } from "./trace-table.js";

/** Traces of no more runs are counted again whenever something comes. */
const countedAtOnce = 200;

/** The tables that are written. */
export interface WrittenTables {
  readonly log: EventLog;
  readonly runs: RunTable;
  readonly traces: TraceTable;
  readonly search: SearchIndex;
  readonly facets: FacetCounts;
  readonly feedback: FeedbackTable;
}

/** A trace that a portion of events is about. */
interface Trace {
  readonly rootRunId: string;
  readonly traceKey: number;
  readonly isNew: boolean;
  nextRun: number;
  readonly written: WrittenRun[];
  heard: boolean;
}

interface WrittenRun extends OpenRun {
  readonly before: OpenRun | undefined;
  readonly fresh: readonly TraceEvent[];
}

/** Takes events into the log, and brings the runs that they are about up to date. To be called within a transaction. */
export class TraceWriter {
  readonly #tables: WrittenTables;
  readonly #open: OpenRuns;

  constructor(tables: WrittenTables) {
    this.#tables = tables;
    this.#open = new OpenRuns(tables.log, tables.runs);
  }

  /** Somebody else wrote, or something was deleted. */
  forget(): void {
    this.#open.forget();
  }

  /** Answers the position of the last event that was new. */
  write(events: readonly TraceEvent[], { position, heardAt }: { position: number; readonly heardAt: number }): number {
    const byRun = groupBy(events, (event) => event.runId);
    const known = this.#open.recall([...byRun.keys()]);
    const traces = this.#tracesOf(byRun, known);
    let last = position;
    for (const [runId, ofRun] of byRun) {
      const before = known.get(runId);
      const trace = traces.get(rootOf(ofRun, before));
      const fresh = freshOf(ofRun, before);
      if (trace === undefined || fresh.length === 0) continue;
      const runKey = before?.runKey ?? nextKeyOf(trace);
      if (before !== undefined && endsNow(fresh, before)) this.#tables.log.dropDeltas(runKey);
      for (const event of fresh) this.#tables.log.add(runKey, { position: (last += 1), event });
      trace.heard = true;
      this.#reduce({ trace, runKey, before, fresh });
    }
    for (const trace of traces.values()) if (trace.heard) this.#writeTrace(trace, heardAt);
    this.#tables.facets.write();
    this.#tables.search.write();
    return last;
  }

  #tracesOf(
    byRun: ReadonlyMap<string, readonly TraceEvent[]>,
    known: ReadonlyMap<string, OpenRun>,
  ): ReadonlyMap<string, Trace> {
    const roots = new Set([...byRun].map(([runId, events]) => rootOf(events, known.get(runId))));
    const there = this.#tables.traces.find([...roots]);
    let lastKey = there.size === roots.size ? 0 : this.#tables.traces.lastKey();
    const traces = new Map<string, Trace>();
    for (const rootRunId of roots) {
      const keyThere = there.get(rootRunId);
      const traceKey = keyThere ?? (lastKey += 1);
      const lastRun = keyThere === undefined ? undefined : this.#tables.runs.lastKeyOf(traceKey);
      const nextRun = lastRun === undefined ? 0 : lastRun - keys.firstRunOf(traceKey) + 1;
      traces.set(rootRunId, { rootRunId, traceKey, isNew: keyThere === undefined, nextRun, written: [], heard: false });
    }
    return traces;
  }

  /** What a run has become; nothing, if all that came are chunks. */
  #reduce({
    trace,
    runKey,
    before,
    fresh,
  }: { trace: Trace; runKey: number } & Pick<WrittenRun, "before" | "fresh">): void {
    const draft = draftWith(before?.draft, fresh);
    if (draft === undefined) return;
    const seen = before?.seen ?? new Set();
    for (const event of fresh) seen.add(markOf(event));
    const isSame = draft === before?.draft;
    const run = { runKey, draft, seen, record: isSame ? before.record : recordOfDraft(draft) };
    this.#open.remember(run);
    if (!isSame) trace.written.push({ ...run, before, fresh });
  }

  #writeTrace(trace: Trace, heardAt: number): void {
    const { runs, traces, facets, feedback, search, log } = this.#tables;
    const { traceKey, written } = trace;
    const inBatch = new Set(written.map(({ draft }) => draft.runId));
    const added = written.filter(({ before }) => before === undefined);
    if (!trace.isNew) for (const { record, runKey } of added) runs.takeDown(record.runId, runKey);
    const tops: WrittenRun[] = [];
    let [startedAt, running] = [Infinity, 0];
    for (const run of written) {
      const { before, record, runKey, fresh } = run;
      const isNew = before === undefined;
      startedAt = Math.min(startedAt, record.startedAt);
      running += isRunning(record) - isRunning(before?.record);
      if (isNew ? this.#isOutermost(record, trace, inBatch) : runs.isTop(runKey)) tops.push(run);
      runs.put(run);
      search.add(runKey, {
        fresh: fresh.filter((event) => !isDelta(event)),
        isNew,
        ofRun: () => log.ofRun(runKey).filter((event) => !isDelta(event)),
      });
      facets.count(before?.record, record);
      feedback.put(runKey, before?.record, record);
    }
    if (written.length > 0) this.#settle(trace, tops);
    traces.put(traceKey, trace.rootRunId, { startedAt, heardAt, runs: added.length, running });
  }

  #isOutermost({ runId, parentRunId }: RunRecord, trace: Trace, inBatch: ReadonlySet<string>): boolean {
    if (parentRunId === undefined) return true;
    if (inBatch.has(parentRunId)) return false;
    if (trace.isNew || parentRunId === runId) return true;
    const parentKey = this.#tables.runs.find([parentRunId]).get(parentRunId);
    return parentKey === undefined || keys.traceOf(parentKey) !== trace.traceKey;
  }

  /**
   * Counts what a trace comes to, if that can be said: an outermost run has ended. When a large trace that was counted gets more, as it does from
   * sources that tell it in many portions, that is put off: counting all of it with each portion would take the longer the more there are.
   */
  #settle({ traceKey, isNew, written }: Trace, tops: readonly WrittenRun[]): void {
    const { runs, traces } = this.#tables;
    const putTops = (): void => {
      for (const top of tops) runs.putTop(top);
    };
    const hasEndedTop = tops.some(({ record }) => record.endedAt !== undefined);
    const canSettle = hasEndedTop || (isNew ? tops.length === 0 : runs.canSettle(traceKey, tops.length > 0));
    if (!canSettle) return void putTops();
    const isWhole = tops.some(({ record }) => record.parentRunId === undefined && record.endedAt !== undefined);
    if (!isNew && !isWhole && traces.runsOf(traceKey) > countedAtOnce) {
      traces.putOff(traceKey);
      return void putTops();
    }
    this.#count(isNew ? written : runs.ofTrace(traceKey), tops);
  }

  /** Counts a trace that was put off. Answers whether there was one. */
  countNext(): boolean {
    const { runs, traces } = this.#tables;
    const traceKey = traces.nextPutOff();
    if (traceKey === undefined) return false;
    this.#count(runs.ofTrace(traceKey), []);
    traces.hasCounted(traceKey);
    return true;
  }

  /** A trace whose runs are each other's parents, which only a broken source says, gets an outermost run, or no list would show it. */
  #count(kept: readonly KeptRun[], tops: readonly ChangedRun[]): void {
    const { runs } = this.#tables;
    const keyOf = new Map(kept.map(({ runKey, record }) => [record.runId, runKey]));
    const unwritten = new Map(tops.map((top) => [top.runKey, top]));
    const waiting: TraceNode[] = [];
    for (const node of traceTree(kept.map(({ record }) => record))) {
      const runKey = keyOf.get(node.run.runId) ?? 0;
      runs.setTotals(runKey, node.run, unwritten.get(runKey));
      unwritten.delete(runKey);
      waiting.push(node);
    }
    for (const top of unwritten.values()) runs.putTop(top);
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (asksAnother(node)) runs.clearFigures(keyOf.get(node.run.runId) ?? 0);
      for (const child of node.children) waiting.push(child);
    }
  }
}

const rootOf = (events: readonly TraceEvent[], before: OpenRun | undefined): string =>
  before?.draft.rootRunId ?? events[0]?.rootRunId ?? "";

const isRunning = (record: RunRecord | undefined): number => (record?.status === "running" ? 1 : 0);

/** The events that were not there; a run that has ended has no use for chunks. */
function freshOf(events: readonly TraceEvent[], before: OpenRun | undefined): readonly TraceEvent[] {
  const hasEnded = before?.draft.end !== undefined || events.some(isEnd);
  const marks = new Set<string>();
  return events.filter((event) => {
    if (hasEnded && isDelta(event)) return false;
    const mark = markOf(event);
    if (marks.has(mark) || before?.seen.has(mark) === true) return false;
    marks.add(mark);
    return true;
  });
}

const isEnd = ({ type }: TraceEvent): boolean => type.endsWith(".end");

const endsNow = (fresh: readonly TraceEvent[], before: OpenRun): boolean =>
  before.draft.end === undefined && fresh.some(isEnd);

function nextKeyOf(trace: Trace): number {
  assertKeys(trace.traceKey, trace.nextRun);
  const runKey = keys.firstRunOf(trace.traceKey) + trace.nextRun;
  trace.nextRun += 1;
  return runKey;
}

const asksAnother = ({ run, children }: TraceNode): boolean =>
  callKinds.includes(run.kind) && children.some((child) => child.run.totals.modelCalls > 0);
