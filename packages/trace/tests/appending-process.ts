/* A process that appends to a store, and says what was confirmed: `<path> <prefix> <how many>`, a line for each. */
import { openTraceStore } from "@earshot/trace/sqlite";
import type { TraceEvent } from "@earshot/trace";

const [path = "", prefix = "", count = "1"] = process.argv.slice(2);
const store = await openTraceStore({ path });
for (let at = 0; at < Number(count); at += 1) {
  const facts = {
    runId: `${prefix}${String(at)}`,
    rootRunId: `${prefix}${String(at)}`,
    kind: "chain",
    name: "ask",
    tags: [],
    metadata: {},
    visibility: "user",
    source: "earshot",
    payload: JSON.stringify("x".repeat(2000)),
  } as const;
  const events: readonly TraceEvent[] = [
    { ...facts, type: "chain.start", seq: 0, time: 1000 + at },
    { ...facts, type: "chain.end", seq: 1, time: 1030 + at, status: "ok" },
  ];
  await store.append(events);
  process.stdout.write(`${facts.runId}\n`);
}
await store.close();
