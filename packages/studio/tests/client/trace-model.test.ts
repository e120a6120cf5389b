import { traceTree, type RunRecord } from "@earshot/trace/reducer";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TraceModel } from "../../client/src/trace/trace-model.js";
import { memoryStore } from "../support/memory-store.js";
import { studios } from "../support/studios.js";
import { traceEvent } from "../support/trace-events.js";

const start = studios();
const model = { runId: "live", rootRunId: "live", kind: "chat_model" } as const;
const begin = traceEvent({ ...model, type: "chat_model.start" });
const chunk = traceEvent({ ...model, type: "chat_model.delta", seq: 1, index: 0, text: "Red" });
const end = traceEvent({ ...model, type: "chat_model.end", seq: 2, status: "ok" });

/** Answers that wait until they are let go on, one after the other. */
let held: (() => void)[] = [];
let port = 0;
beforeEach(async () => {
  held = [];
  ({ port } = await start({ store: memoryStore([begin]) }));
  const { fetch } = globalThis;
  // A page's addresses are its server's.
  vi.stubGlobal("fetch", async (address: string, options?: RequestInit) => {
    const response = await fetch(new URL(address, `http://127.0.0.1:${port}`), options);
    const text = await response.text();
    await new Promise<void>((resolve) => held.push(resolve));
    return new Response(text, { status: response.status, headers: response.headers });
  });
});
afterEach(() => vi.unstubAllGlobals());

async function runNow(): Promise<RunRecord> {
  const store = memoryStore([begin, end]);
  return (await store.readTrace("live"))[0] as RunRecord;
}
const nothing = { runs: [], deltas: [], cursor: "1" };
const statuses = (trace: TraceModel) => trace.trees.value.map(({ run }) => run.status);

it("shows what came last, though it was read twice, and the first answer comes last", async () => {
  const trace = new TraceModel("live");
  const readings = [trace.load(), trace.load()];
  await expect.poll(() => held.length).toBe(2);
  trace.hear({ ...nothing, runs: [await runNow()] });
  for (const letGo of held.reverse()) {
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await Promise.all(readings);
  expect(statuses(trace)).toEqual(["ok"]);
});

it("shows no trace that was deleted while it was read", async () => {
  const trace = new TraceModel("live");
  const reading = trace.load();
  await expect.poll(() => held.length).toBe(1);
  trace.hear({ ...nothing, deleted: ["live"] });
  held[0]?.();
  await reading;
  expect([statuses(trace), trace.state.value]).toEqual([[], "ready"]);
});

it("shows what has come of an answer until its end is read", async () => {
  const trace = new TraceModel("live");
  const [running] = traceTree([{ ...(await runNow()), status: "running" }]);
  trace.hear({ ...nothing, runs: running === undefined ? [] : [running.run], deltas: [chunk] });
  expect(trace.liveAnswer("live")?.parts).toEqual([{ type: "text", text: "Red" }]);
  trace.hear({ ...nothing, runs: [await runNow()] });
  expect(trace.liveAnswer("live")?.parts).toEqual([{ type: "text", text: "Red" }]);
  expect(trace.liveAnswer("another")).toBeUndefined();
});
