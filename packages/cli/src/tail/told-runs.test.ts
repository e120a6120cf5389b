import type { RunRecord } from "@earshot/trace";
import { memoryTraceStore } from "@earshot/trace";
import { expect, it } from "vitest";
import { runRecord } from "../../tests/support/run-record.js";
import { ToldRuns } from "./told-runs.js";

const runOf = (runId: string, status: RunRecord["status"]) => runRecord(runId, { status });

it("a run is told when it begins and when it ends, once each, by a memory that stays small in long sessions", async () => {
  const told = new ToldRuns(memoryTraceStore(), { scope: "roots" });
  const [began, ended] = [runOf("first", "running"), runOf("first", "ok")];
  expect([await told.select([began]), await told.select([began]), await told.select([ended])]).toEqual([
    [began],
    [],
    [ended],
  ]);
  told.take(Array.from({ length: 9_999 }, (_, index) => runOf(`other-${index}`, "ok")));
  expect(await told.select([ended])).toEqual([]);
  told.take([runOf("one more", "ok")]);
  expect(await told.select([ended])).toEqual([ended]);
});

it("a trace of spans, which has an id of its own, is told by the span that has no parent", async () => {
  const told = new ToldRuns(memoryTraceStore(), { scope: "roots" });
  const root = { ...runOf("trace-1", "ok"), rootRunId: "trace" };
  const inner = { ...runOf("trace-2", "ok"), rootRunId: "trace", parentRunId: "trace-1" };
  expect(await told.select([inner, root])).toEqual([root]);
});
