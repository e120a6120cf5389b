/* What the page is to bear: a trace of many runs, and one event with a large payload. */
import type { TraceEvent } from "@earshot/trace";

const begin = 1_790_000_000_000;
const facts = { rootRunId: "large", tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;

/** Steps of an agent, one after another: each a chain with a model and a tool below it. */
export function* largeTrace(runs: number): Generator<TraceEvent> {
  const root = { ...facts, runId: "large", kind: "chain", name: "agent" } as const;
  yield { ...root, type: "chain.start", seq: 0, time: begin, text: "do it all" };
  for (let at = 1; at < runs; at += 1) {
    const kind = at % 3 === 1 ? "chain" : at % 3 === 2 ? "chat_model" : "tool";
    const parentRunId = kind === "chain" ? "large" : `run ${at - ((at - 1) % 3)}`;
    const run = { ...facts, runId: `run ${at}`, parentRunId, kind, name: `${kind} ${at}` } as const;
    const time = begin + at * 10;
    yield { ...run, type: `${kind}.start`, seq: at * 2, time, text: `step ${at}` };
    const end = { time: time + (kind === "chain" ? 29 : 9), status: at % 97 === 0 ? "error" : "ok" } as const;
    yield { ...run, ...end, type: `${kind}.end`, seq: at * 2 + 1, text: `done ${at}` };
  }
  yield { ...root, type: "chain.end", seq: runs * 2, time: begin + runs * 10, status: "ok", text: "done" };
}

export function largeField(megabytes: number): TraceEvent[] {
  const run = { ...facts, runId: "field", rootRunId: "field", kind: "chain", name: "field" } as const;
  const items: unknown[] = [];
  for (let size = 0; size < megabytes * 1_000_000; size += 100)
    items.push({
      id: items.length,
      text: "All work and no play makes a dull text.",
      deep: { values: [1, true, null] },
    });
  const payload = JSON.stringify({ inputs: { items, last: "needle" } });
  return [
    { ...run, type: "chain.start", seq: 0, time: begin + 1, payload },
    { ...run, type: "chain.end", seq: 1, time: begin + 2, status: "ok" },
  ];
}
