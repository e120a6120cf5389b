import { expect, test } from "vitest";
import { exampleRun } from "../conformance/example-events.js";
import { traceStoreConformance } from "../conformance/trace-store-conformance.js";
import { memoryTraceStore } from "./memory-trace-store.js";

for (const { name, skip, run } of traceStoreConformance({ open: async () => memoryTraceStore() }))
  test.skipIf(skip !== undefined)(`conformance: ${name}`, run);

test("a trace of 20,000 runs comes in by portions within the time of a test", async () => {
  const store = memoryTraceStore();
  const runs = Array.from({ length: 20_000 }, (_, at) => exampleRun(`r${String(at)}`, { rootRunId: "t", seq: at * 3 }));
  for (let at = 0; at < runs.length; at += 500) await store.append(runs.slice(at, at + 500).map((run) => run.start()));
  expect((await store.size()).runs).toBe(20_000);
});
