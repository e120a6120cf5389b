import {
  recordOfDraft,
  reduceEvents,
  traceTree,
  type RunPage,
  type RunQuery,
  type RunRecord,
  type TraceEvent,
  type TraceNode,
} from "@earshot/trace";
import { durationOf, matchesQuery } from "./matches-query.js";
import type { Traces } from "./traces.js";

/** The traces of a file of JSON lines, held in memory: for looking at what was exported, without taking it into a store. */
export class LinesTraces implements Traces {
  readonly #events: readonly TraceEvent[];
  readonly #runs: readonly RunRecord[];

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
    const records = [...reduceEvents(new Map(), events).values()].map(recordOfDraft);
    this.#runs = recordsOf(traceTree(records));
  }

  async listRuns(query: RunQuery = {}): Promise<RunPage> {
    const { scope = "roots", order = "newest", limit = 50, cursor, text } = query;
    const holders = text === undefined ? undefined : this.#runsWith(text, scope);
    const found = this.#runs
      .filter((run) => scope === "all" || run.parentRunId === undefined || run.runId === run.rootRunId)
      .filter((run) => matchesQuery(run, query) && holders?.has(run.runId) !== false)
      .sort((left, right) => orders[order](left, right) || (left.runId < right.runId ? 1 : -1));
    const from = cursor === undefined ? 0 : found.findIndex(({ runId }) => runId === cursor);
    const next = found[from + limit]?.runId;
    return { runs: found.slice(from, from + limit), ...(next === undefined ? {} : { next }) };
  }

  async readTrace(runId: string): Promise<readonly RunRecord[]> {
    const rootRunId = this.#runs.find((run) => run.runId === runId)?.rootRunId;
    return this.#runs.filter((run) => run.rootRunId === rootRunId).sort((left, right) => left.seq - right.seq);
  }

  async readEvents(runId: string): Promise<readonly TraceEvent[]> {
    const own = new Map(
      this.#events.filter((event) => event.runId === runId).map((event) => [`${event.seq} ${event.type}`, event]),
    );
    const hasEnded = [...own.values()].some(({ type }) => type.endsWith(".end"));
    return [...own.values()]
      .filter(({ type }) => !hasEnded || !type.endsWith(".delta"))
      .sort((left, right) => left.seq - right.seq);
  }

  /** The ids of those in which all words stand, or below which they do. */
  #runsWith(text: string, scope: "roots" | "all"): Set<string> {
    const words = text.toLowerCase().split(/\s+/u);
    const said = new Map<string, string>();
    const keyOf = ({ runId, rootRunId }: TraceEvent) => (scope === "roots" ? rootRunId : runId);
    for (const event of this.#events) {
      const texts = [event.name, event.text, event.payload, event.error?.message, event.feedback?.comment];
      said.set(keyOf(event), `${said.get(keyOf(event)) ?? ""}\n${texts.join("\n").toLowerCase()}`);
    }
    return new Set([...said].filter(([, all]) => words.every((word) => all.includes(word))).map(([runId]) => runId));
  }
}

/** All runs of the trees, with their totals. */
function recordsOf(trees: readonly TraceNode[]): RunRecord[] {
  const records: RunRecord[] = [];
  const waiting = [...trees];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    records.push(node.run);
    waiting.push(...node.children);
  }
  return records;
}

type Order = (left: RunRecord, right: RunRecord) => number;
const orders: Readonly<Record<NonNullable<RunQuery["order"]>, Order>> = {
  newest: (left, right) => right.startedAt - left.startedAt,
  oldest: (left, right) => left.startedAt - right.startedAt,
  slowest: (left, right) => durationOf(right) - durationOf(left),
  costliest: (left, right) => Number(right.totals?.cost ?? 0) - Number(left.totals?.cost ?? 0),
};
