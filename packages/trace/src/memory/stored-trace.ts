import { recordOfDraft } from "../reducer/record-of-draft.js";
import { reduceEvents, type RunDrafts } from "../reducer/reduce-events.js";
import { traceTree } from "../reducer/trace-tree.js";
import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";

/** One trace in memory: its events, and what the reducer makes of them. */
export class StoredTrace {
  readonly #events = new Map<string, TraceEvent>();
  #drafts: RunDrafts = new Map();
  #runs: readonly RunRecord[] | undefined;
  bytes = 0;

  /** Whether the event was new and is of use; a run that has ended has none for chunks. */
  add(event: TraceEvent): boolean {
    const key = JSON.stringify([
      event.runId,
      event.seq,
      event.type,
      event.feedback?.feedbackId,
      event.feedback && event.time,
    ]);
    if (this.#events.has(key) || (isDelta(event) && this.hasEnded(event.runId))) return false;
    this.#events.set(key, event);
    this.bytes += JSON.stringify(event).length;
    this.#drafts = reduceEvents(this.#drafts, [event]);
    this.#runs = undefined;
    if (event.type.endsWith(".end")) this.#dropDeltas(event.runId);
    return true;
  }

  hasEnded(runId: string): boolean {
    return this.#drafts.get(runId)?.end !== undefined;
  }

  get isRunning(): boolean {
    return this.runs.some(({ status }) => status === "running");
  }

  /** By `seq`, each with its totals. */
  get runs(): readonly RunRecord[] {
    if (this.#runs !== undefined) return this.#runs;
    const waiting = [...traceTree([...this.#drafts.values()].map(recordOfDraft))];
    const runs: RunRecord[] = [];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      runs.push(node.run);
      for (const child of node.children) waiting.push(child);
    }
    this.#runs = runs.sort((left, right) => left.seq - right.seq || (left.runId < right.runId ? -1 : 1));
    return this.#runs;
  }

  events(runId?: string): TraceEvent[] {
    const all = [...this.#events.values()];
    const asked = runId === undefined ? all : all.filter((event) => event.runId === runId);
    return asked.sort((left, right) => left.seq - right.seq || left.time - right.time);
  }

  #dropDeltas(runId: string): void {
    for (const [key, event] of this.#events) {
      if (event.runId !== runId || !isDelta(event)) continue;
      this.#events.delete(key);
      this.bytes -= JSON.stringify(event).length;
    }
  }
}

/** Chunks are of use until the end of their run says the whole. */
export const isDelta = (event: TraceEvent): boolean => event.type.endsWith(".delta");
