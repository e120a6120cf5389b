import { deepStrictEqual, rejects } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { TraceStore } from "../store/trace-store.js";
import { exampleRun } from "./example-events.js";

/** One exam question of a store that is new and empty. */
export type StoreExam = (store: TraceStore) => Promise<void>;

const run = exampleRun("a", { tags: ["x"], payload: '{"inputs":"weather in Berlin"}' });

/** What comes of events. */
export const writingCases: Readonly<Record<string, StoreExam>> = {
  async "a run is the same in whatever order its events come, and however often"(store) {
    await store.append([run.end({ text: "sunny" }), run.start({ text: "weather" }), run.start({ text: "weather" })]);
    await store.append([run.end({ text: "sunny" })]);
    const runs = await store.readTrace("a");
    deepStrictEqual(
      runs.map(({ status, startedAt, endedAt, inputPreview, outputPreview }) => [
        status,
        startedAt,
        endedAt,
        inputPreview,
        outputPreview,
      ]),
      [["ok", 1000, 1030, "weather", "sunny"]],
    );
    deepStrictEqual(await typesOf(store), ["chat_model.start", "chat_model.end"]);
  },
  async "events come back as they were, payloads included, by seq"(store) {
    const events = [
      run.start(),
      run.end({ usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, source: "provider" } }),
    ];
    await store.append([...events].reverse());
    deepStrictEqual([...(await store.readEvents("a"))], events);
    deepStrictEqual(await exported(store, "a"), events);
  },
  async "chunks are there until their run ends, and none comes after"(store) {
    await store.append([run.start(), run.delta(0, "su"), run.delta(1, "n")]);
    deepStrictEqual(
      (await store.readTrace("a")).map(({ status, outputPreview }) => [status, outputPreview]),
      [["running", "sun"]],
    );
    deepStrictEqual(await typesOf(store), ["chat_model.start", "chat_model.delta", "chat_model.delta"]);
    await store.append([run.delta(3, "x".repeat(1_000))]);
    deepStrictEqual((await store.readTrace("a"))[0]?.outputPreview, `sun${"x".repeat(196)}…`);
    await store.append([run.end({ text: "sunny" })]);
    await store.append([run.delta(2, "ny")]);
    deepStrictEqual(await typesOf(store), ["chat_model.start", "chat_model.end"]);
    deepStrictEqual((await store.readTrace("a"))[0]?.outputPreview, "sunny");
  },
  async "feedback is added, changed and taken back"(store) {
    await store.append([run.start(), run.end(), run.feedback("f"), run.feedback("g")]);
    await store.append([
      run.feedback("f", { time: 2000, feedback: { feedbackId: "f", key: "good", isRemoved: true } }),
    ]);
    await store.append([run.feedback("g", { time: 2000, feedback: { feedbackId: "g", key: "good", score: 0 } })]);
    deepStrictEqual((await store.readTrace("a"))[0]?.feedback, [{ feedbackId: "g", key: "good", score: 0 }]);
  },
  async "a trace is read from any of its runs, with the totals of what is below"(store) {
    const top = exampleRun("top", { kind: "chain", rootRunId: "t" });
    const call = exampleRun("call", { parentRunId: "top", rootRunId: "t", seq: 1 });
    await store.append([call.start(), call.end({ cost: { amount: "0.1" } }), top.start(), top.end()]);
    for (const asked of ["top", "call"])
      deepStrictEqual(
        (await store.readTrace(asked)).map(({ runId, totals }) => [runId, totals?.runs, totals?.cost]),
        [
          ["top", 2, "0.1"],
          ["call", 1, "0.1"],
        ],
      );
  },
  async "a trace is read by its own id, though no run has it"(store) {
    const heard = exampleRun("span", { rootRunId: "trace", parentRunId: "never heard" });
    await store.append([heard.start(), run.start()]);
    const idsOf = async (id: string) => (await store.readTrace(id)).map(({ runId }) => runId);
    deepStrictEqual([await idsOf("trace"), await idsOf("span"), await idsOf("never heard")], [["span"], ["span"], []]);
    await store.deleteTraces(["trace"]);
    deepStrictEqual([await idsOf("trace"), await idsOf("a")], [[], ["a"]]);
  },
  async "what is not there is empty, never an error"(store) {
    deepStrictEqual([...(await store.readTrace("none"))], []);
    deepStrictEqual([...(await store.readEvents("none"))], []);
    deepStrictEqual(await exported(store, "none"), []);
    deepStrictEqual(await store.listRuns(), { runs: [] });
    deepStrictEqual([...(await store.statistics())], []);
    deepStrictEqual(await store.deleteTraces(["none"]), 0);
    await store.append([]);
  },
  async "traces go whole, and may come again"(store) {
    const other = exampleRun("b");
    await store.append([run.start({ text: "weather" }), run.end(), other.start(), other.end()]);
    deepStrictEqual(await store.deleteTraces(["a", "a"]), 1);
    deepStrictEqual([...(await store.readTrace("a"))], []);
    deepStrictEqual((await store.listRuns({ text: "weather" })).runs.length, 0);
    deepStrictEqual((await store.size()).traces, 1);
    await store.append([run.start(), run.end()]);
    deepStrictEqual((await store.size()).traces, 2);
  },
  async "what is over goes, the oldest first, running traces stay"(store) {
    const runs = ["a", "b", "c"].map((runId, at) => exampleRun(runId, { time: 1000 * (at + 1) }));
    await store.append(runs.flatMap((each, at) => (at === 0 ? [each.start()] : [each.start(), each.end()])));
    deepStrictEqual((await store.prune({ maxTraces: 2 })).traces, 1);
    deepStrictEqual(
      (await store.listRuns()).runs.map(({ runId }) => runId),
      ["c", "a"],
    );
    deepStrictEqual((await store.prune({ maxAgeMs: 1 })).traces, 1);
    deepStrictEqual((await store.size()).runs, 1);
  },
  async "runs of which nothing was heard for long are ended and may go; should one end after all, that counts"(store) {
    const other = exampleRun("b", { parentRunId: "a", rootRunId: "a", seq: 1, time: 1500 });
    await store.append([run.start(), run.delta(0, "su"), other.start()]);
    deepStrictEqual((await store.prune({ maxTraces: 0 })).traces, 0);
    await delay(5);
    await store.prune({ abandonedAfterMs: 1 });
    deepStrictEqual(
      (await store.readTrace("a")).map(({ status, error, endedAt }) => [status, error?.name, endedAt]),
      [
        ["cancelled", "Abandoned", 1500],
        ["cancelled", "Abandoned", 1500],
      ],
    );
    await store.append([run.end({ time: 9000, text: "sunny" })]);
    deepStrictEqual(
      (await store.readTrace("a")).map(({ status, endedAt }) => [status, endedAt]),
      [
        ["ok", 9000],
        ["cancelled", 1500],
      ],
    );
    deepStrictEqual((await store.prune({ maxTraces: 0 })).traces, 1);
  },
  async "runs of a process that was killed are ended, those of others go on; should one end after all, that counts"(
    store,
  ) {
    if (store.noteProcess === undefined) return;
    const other = exampleRun("b");
    const time = Date.now();
    await store.append([run.start({ writer: "killed" }), other.start({ writer: "silent" }), exampleRun("c").start()]);
    // Of a process elsewhere nobody knows but that it was silent for long.
    await store.noteProcess({ writer: "killed", time: time - 600_000, pid: 1, host: "elsewhere.invalid" });
    await store.noteProcess({ writer: "silent", time: time - 30_000, pid: 1, host: "elsewhere.invalid" });
    await store.prune({});
    const statuses = async () => (await store.listRuns()).runs.map(({ runId, status }) => `${runId} ${status}`).sort();
    deepStrictEqual(await statuses(), ["a cancelled", "b running", "c running"]);
    const [ended] = await store.readTrace("a");
    deepStrictEqual([ended?.error?.name, ended?.endedAt, ended?.writer], ["Abandoned", time - 600_000, undefined]);
    await store.append([run.end()]);
    deepStrictEqual(await statuses(), ["a ok", "b running", "c running"]);
  },
  async "a closed store refuses, and closing again is no error"(store) {
    await store.close();
    await store.close();
    await rejects(store.append([run.start()]), { name: "TraceStoreError" });
    await rejects(store.listRuns(), { name: "TraceStoreError" });
  },
};

const typesOf = async (store: TraceStore) => (await store.readEvents("a")).map(({ type }) => type);

async function exported(store: TraceStore, rootRunId: string) {
  const events = [];
  for await (const event of store.exportTrace(rootRunId)) events.push(event);
  return events;
}
