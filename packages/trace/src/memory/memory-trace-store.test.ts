import { expect, test } from "vitest";
import type { TraceEvent } from "../schema/trace-event.js";
import { memoryTraceStore } from "./memory-trace-store.js";

const facts = {
  rootRunId: "a",
  kind: "chat_model",
  name: "ask",
  tags: ["x"],
  metadata: {},
  visibility: "user",
  source: "earshot",
} as const;
const start: TraceEvent = {
  ...facts,
  runId: "a",
  type: "chat_model.start",
  seq: 0,
  time: 1000,
  text: "weather in Berlin",
};
const delta: TraceEvent = { ...facts, runId: "a", type: "chat_model.delta", seq: 1, time: 1010, index: 0, text: "su" };
const end: TraceEvent = {
  ...facts,
  runId: "a",
  type: "chat_model.end",
  seq: 2,
  time: 1030,
  status: "ok",
  text: "sunny",
};

test("a run is the same in whatever order its events come, and chunks go when it has ended", async () => {
  const store = memoryTraceStore();
  await store.append([end, delta, start, start]);
  expect((await store.readTrace("a")).map(({ status, outputPreview }) => [status, outputPreview])).toEqual([
    ["ok", "sunny"],
  ]);
  expect((await store.readEvents("a")).map(({ type }) => type)).toEqual(["chat_model.start", "chat_model.end"]);
});

test("changes tell chunks of a run while it runs, and the run when it has ended", async () => {
  const store = memoryTraceStore();
  const { cursor } = await store.changes();
  await store.append([start, delta]);
  const running = await store.changes(cursor);
  expect([running.runs.map(({ status }) => status), running.deltas]).toEqual([["running"], [delta]]);
  await store.append([end]);
  const ended = await store.changes(running.cursor);
  expect([ended.runs.map(({ status }) => status), ended.deltas]).toEqual([["ok"], []]);
});

test("pages go on by key, and words find runs by their beginnings", async () => {
  const store = memoryTraceStore();
  await store.append(["a", "b", "c"].map((runId, at) => ({ ...start, runId, rootRunId: runId, time: 1000 + at })));
  const first = await store.listRuns({ limit: 2 });
  expect(first.runs.map(({ runId }) => runId)).toEqual(["c", "b"]);
  const second = await store.listRuns({ limit: 2, cursor: first.next ?? "" });
  expect([second.runs.map(({ runId }) => runId), second.next]).toEqual([["a"], undefined]);
  expect((await store.listRuns({ text: "ber wea" })).runs).toHaveLength(3);
  expect((await store.listRuns({ text: "paris" })).runs).toEqual([]);
});

test("what is over goes, running traces stay; a closed store refuses", async () => {
  const store = memoryTraceStore();
  await store.append([start, end, { ...start, runId: "b", rootRunId: "b" }]);
  expect(await store.prune({ maxTraces: 0 })).toMatchObject({ traces: 1 });
  expect(await store.size()).toMatchObject({ traces: 1, runs: 1 });
  await store.close();
  await expect(store.listRuns()).rejects.toThrow("closed");
});
