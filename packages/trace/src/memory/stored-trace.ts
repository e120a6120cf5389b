import { recordOfDraft } from "../reducer/record-of-draft.js";
import { reduceEvents, type RunDrafts } from "../reducer/reduce-events.js";
import { callKinds } from "../reducer/run-totals.js";
import { runsOfTrees } from "../reducer/runs-of-trees.js";
import { traceTree, type TraceNode } from "../reducer/trace-tree.js";
import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { distinctionOf, isDelta } from "../store/event-kinds.js";

/** One trace in memory: its events, and what the reducer makes of them. */
export class StoredTrace {
  readonly #events = new Map<string, TraceEvent>();
  #drafts: RunDrafts = new Map();
  #trees: readonly TraceNode[] | undefined;
  #runs: readonly RunRecord[] | undefined;
  bytes = 0;
  /** When something was last heard of it, by this store's clock. */
  heardAt = Date.now();

  /** Answers which events were new and of use; a run that has ended has none for chunks. */
  add(events: readonly TraceEvent[]): readonly TraceEvent[] {
    const ended = new Set(events.filter(({ type }) => type.endsWith(".end")).map(({ runId }) => runId));
    const fresh = events.filter((event) => {
      if (isDelta(event) && (ended.has(event.runId) || this.hasEnded(event.runId))) return false;
      const key = JSON.stringify([event.runId, event.seq, event.type, distinctionOf(event)]);
      if (this.#events.has(key)) return false;
      this.#events.set(key, event);
      this.bytes += JSON.stringify(event).length;
      return true;
    });
    if (fresh.length === 0) return fresh;
    this.heardAt = Date.now();
    this.#dropDeltas(ended);
    this.#drafts = reduceEvents(this.#drafts, fresh);
    this.#trees = this.#runs = undefined;
    return fresh;
  }

  hasEnded(runId: string): boolean {
    return this.#drafts.get(runId)?.end !== undefined;
  }

  get isRunning(): boolean {
    return this.runs.some(({ status }) => status === "running");
  }

  /** Of its latest event. */
  get lastTime(): number {
    return this.events().reduce((latest, { time }) => Math.max(latest, time), -Infinity);
  }

  /** Calls that asked another one: they repeat what that one used. */
  get asking(): ReadonlySet<string> {
    const asking = new Set<string>();
    const waiting = [...this.#grown()];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const child of node.children) waiting.push(child);
      if (callKinds.includes(node.run.kind) && node.children.some(({ run }) => run.totals.modelCalls > 0))
        asking.add(node.run.runId);
    }
    return asking;
  }

  get startedAt(): number {
    return this.runs.reduce((earliest, { startedAt }) => Math.min(earliest, startedAt), Infinity);
  }

  /** The outermost runs, with their totals: those without a parent, and those whose parent was never heard. */
  get roots(): readonly RunRecord[] {
    return this.#grown().map(({ run }) => run);
  }

  /** By `seq`, each with its totals. */
  get runs(): readonly RunRecord[] {
    return (this.#runs ??= runsOfTrees(this.#grown()));
  }

  events(runId?: string): TraceEvent[] {
    const all = [...this.#events.values()];
    const asked = runId === undefined ? all : all.filter((event) => event.runId === runId);
    return asked.sort((left, right) => left.seq - right.seq || left.time - right.time);
  }

  #grown(): readonly TraceNode[] {
    return (this.#trees ??= traceTree([...this.#drafts.values()].map(recordOfDraft)));
  }

  #dropDeltas(ended: ReadonlySet<string>): void {
    if (![...ended].some((runId) => (this.#drafts.get(runId)?.deltas.size ?? 0) > 0)) return;
    for (const [key, event] of this.#events) {
      if (!isDelta(event) || !ended.has(event.runId)) continue;
      this.#events.delete(key);
      this.bytes -= JSON.stringify(event).length;
    }
  }
}
