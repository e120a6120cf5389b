import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { collectFailures } from "../../tests/support/collect-failures.js";
import { type ListenedRun, RunnableLambda, RunnableSequence, type RunListeners } from "../exports/runnables.js";

const doubling = RunnableLambda.from((input: number) => input * 2, { name: "doubling" });
const letters = RunnableLambda.from(async function* (word: string) {
  yield* word;
});

function listening() {
  const told: unknown[] = [];
  const note = (moment: string) => (run: ListenedRun) => void told.push([moment, run.name, run.outputs]);
  const listeners: RunListeners = { onStart: note("start"), onEnd: note("end"), onError: note("error") };
  return { told, listeners };
}

const failing = RunnableLambda.from((_input: number): number => {
  throw new Error("no");
});

describe("listeners are told once of the start and once of the end", () => {
  it("of a call, not of what is below it", async () => {
    const { told, listeners } = listening();
    const chain = RunnableSequence.from([doubling, doubling]).withListeners(listeners);
    await chain.invoke(1);
    await chain.invoke(2);
    expect(told).toEqual([
      ["start", "RunnableSequence", undefined],
      ["end", "RunnableSequence", { output: 4 }],
      ["start", "RunnableSequence", undefined],
      ["end", "RunnableSequence", { output: 8 }],
    ]);
  });

  it("of each run of a batch", async () => {
    const { told, listeners } = listening();
    await doubling.withListeners(listeners).batch([1, 2]);
    expect(told).toHaveLength(4);
    expect(told.filter((moment) => (moment as unknown[])[0] === "end")).toEqual([
      ["end", "doubling", { output: 2 }],
      ["end", "doubling", { output: 4 }],
    ]);
  });

  it("of each attempt that is retried", async () => {
    const { told, listeners } = listening();
    await failing
      .withListeners(listeners)
      .withRetry({
        stopAfterAttempt: 2,
        onFailedAttempt: (error) => Object.assign(error as Error, { retryAfterMs: 0 }),
      })
      .invoke(1)
      .catch(() => undefined);
    expect(told.map((moment) => (moment as unknown[])[0])).toEqual(["start", "error", "start", "error"]);
  });

  it("of a stream that its consumer leaves", async () => {
    const { told, listeners } = listening();
    for await (const _ of await letters.withListeners(listeners).stream("abc")) break;
    expect(told).toEqual([
      ["start", "RunnableLambda", undefined],
      ["end", "RunnableLambda", { output: "a" }],
    ]);
  });

  it("of a call that is aborted", async () => {
    const { told, listeners } = listening();
    const call = doubling.withListeners(listeners).invoke(1, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toEqual([
      ["start", "doubling", undefined],
      ["error", "doubling", undefined],
    ]);
  });

  it("of a recursive call, each its own", async () => {
    const { told, listeners } = listening();
    const down: { invoke(input: number, config: object): Promise<number> } = RunnableLambda.from(
      async (input: number, config): Promise<number> => (input === 0 ? 0 : down.invoke(input - 1, config)),
    ).withListeners({ onEnd: listeners.onEnd });
    await down.invoke(1, {});
    expect(told).toHaveLength(2);
  });
});

describe("the run they are shown", () => {
  it("says its place, its inputs, its error and all below it", async () => {
    const shown: ListenedRun[] = [];
    const outer = RunnableSequence.from([doubling, failing]).withListeners({ onError: (run) => void shown.push(run) });
    const chain = RunnableSequence.from([doubling, outer]);
    const recording = recordingHandler();
    await chain.invoke(1, { callbacks: [recording], metadata: { key: 1 } }).catch(() => undefined);
    const [run] = shown as [ListenedRun];
    expect(run).toMatchObject({
      run_type: "chain",
      parent_run_id: recording.events[0]?.runId,
      trace_id: recording.events[0]?.runId,
      execution_order: 1,
      child_execution_order: 3,
      inputs: { input: 2 },
      tags: ["seq:step:2"],
      extra: { metadata: { key: 1 } },
      child_runs: [{ name: "doubling", outputs: { output: 4 } }, { execution_order: 3 }],
    });
    expect(run.dotted_order).toMatch(/^\d{8}T\d{12}Z/);
    expect(run.child_runs[0]?.dotted_order).toMatch(new RegExp(`^${run.dotted_order}[.]\\d{8}T\\d{9}002Z`));
    expect(run.error).toMatch(/^no\n\nError: no/);
    expect(run.events.map(({ name }) => name)).toEqual(["start", "error"]);
    expect(run.end_time).toBeGreaterThanOrEqual(run.start_time);
  });

  it("comes with the config of the call", async () => {
    const told: unknown[] = [];
    await doubling
      .withListeners({ onStart: (_, config) => void told.push(config.configurable) })
      .invoke(1, { configurable: { user: "ada" } });
    expect(told).toEqual([{ user: "ada" }]);
  });
});

it("reports a listener's failure like any handler's, and the call goes on", async () => {
  const failures = await collectFailures(async () => {
    const listener = () => Promise.reject(new Error("the listener failed"));
    expect(await doubling.withListeners({ onStart: listener }).invoke(1)).toBe(2);
  });
  expect(failures).toMatchObject([{ handlerName: "listeners", error: { message: "the listener failed" } }]);
});
