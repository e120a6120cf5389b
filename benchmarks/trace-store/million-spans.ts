/* How the SQLite store takes and finds many spans: `npx tsx --conditions=@earshot/source benchmarks/trace-store/million-spans.ts [spans]`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TraceEvent } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";

const spans = Number(process.argv[2] ?? 1_000_000);
const spansOfTrace = 10;
const words = ["weather", "Berlin", "sunny", "rain", "tomorrow", "flight", "hotel", "invoice", "refund", "kernel"];
const folder = mkdtempSync(join(tmpdir(), "earshot-benchmark-"));
const store = await openTraceStore({ path: join(folder, "traces.db") });

function eventsOfTrace(at: number): readonly TraceEvent[] {
  const rootRunId = `trace-${String(at)}`;
  return Array.from({ length: spansOfTrace }, (_, span): readonly TraceEvent[] => {
    const isTop = span === 0;
    const facts = {
      runId: isTop ? rootRunId : `${rootRunId}-${String(span)}`,
      rootRunId,
      ...(isTop ? {} : { parentRunId: rootRunId }),
      kind: isTop ? "chain" : "chat_model",
      name: isTop ? "answer" : `step ${String(span)}`,
      tags: ["benchmark"],
      metadata: { user: at % 1000 },
      visibility: "user",
      source: "earshot",
    } as const;
    const text = `${words[at % 10] ?? ""} ${words[(at >> 3) % 10] ?? ""} ${String(at)}`;
    const time = 1_700_000_000_000 + at * 10;
    const usage = { inputTokens: 10, outputTokens: 20, totalTokens: 30, source: "provider" } as const;
    const payload = JSON.stringify({ inputs: text.repeat(4) });
    return [
      { ...facts, type: `${facts.kind}.start`, seq: span * 2, time, text, payload },
      {
        ...facts,
        type: `${facts.kind}.end`,
        seq: 1000 - span,
        time: time + (at % 997),
        status: "ok",
        text,
        usage,
        cost: { amount: "0.0001" },
        payload,
      },
    ];
  }).flat();
}

async function measure(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  console.log(`${what}: ${(performance.now() - started).toFixed(1)} ms`);
}

try {
  const started = performance.now();
  for (let at = 0; at < spans / spansOfTrace; at += 25)
    await store.append(Array.from({ length: 25 }, (_, offset) => eventsOfTrace(at + offset)).flat());
  const seconds = (performance.now() - started) / 1000;
  console.log(`append: ${seconds.toFixed(1)} s, ${(spans / seconds).toFixed(0)} spans a second`);
  const { next = "" } = await store.listRuns({ order: "slowest" });
  await measure("newest 50", () => store.listRuns());
  await measure("costliest 50", () => store.listRuns({ order: "costliest" }));
  await measure("slowest 50, second page", () => store.listRuns({ order: "slowest", cursor: next }));
  await measure("by tag and metadata", () => store.listRuns({ tags: ["benchmark"], metadata: { user: 7 } }));
  await measure("by a frequent word", () => store.listRuns({ text: "weather" }));
  await measure("by a rare word", () => store.listRuns({ text: String(spans / spansOfTrace - 5) }));
  await measure("one trace", () => store.readTrace("trace-77-3"));
  await measure("facets", () => store.facets());
  await measure("statistics of roots", () => store.statistics({ groupBy: "name" }));
  await measure("statistics of models", () => store.statistics({ scope: "all", groupBy: "kind" }));
  await measure("size", async () => {
    console.log(await store.size());
  });
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
