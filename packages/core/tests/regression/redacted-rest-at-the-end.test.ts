import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { configure, flush, runStream, type EventOf, type Handler } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { holdingRules } from "../support/holding-rules.js";
import { letters } from "../support/letters.js";
import { outcomeOf } from "../support/outcome-of.js";
import { readStream } from "../support/read-stream.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// What redaction holds back is said just before the end; what a handler did about it there ended the run twice, or crashed the process.
let restore = (): void => undefined;
beforeEach(() => {
  restore = configure({ redactor: createRedactor(holdingRules) });
});
afterEach(() => restore());

const combine = (chunks: readonly string[]) => ({ generations: [[{ text: chunks.join("") }]] });
const open = (callbacks: readonly Handler[], signal?: AbortSignal) =>
  runStream({ ...startOptions.llm, combine }, letters, { callbacks, signal });

const objection = new Error("not that");
const atLast = (index: number, act: () => unknown): ((event: EventOf<"llm.delta">) => unknown) => {
  return (event) => (event.index === index ? act() : undefined);
};

it("a run that is aborted at the flushed delta ends once", async () => {
  const controller = new AbortController();
  const recording = recordingHandler();
  const aborting: Handler = { on: { "llm.delta": atLast(2, () => controller.abort()) } };
  await outcomeOf(readStream(open([recording, aborting], controller.signal)));
  expect(recording.ofType("llm.end")).toHaveLength(1);
  assertWellFormed(recording.events);
});

it.each([
  [
    "synchronously",
    () => {
      throw objection;
    },
  ],
  ["asynchronously", () => wait(1).then(() => Promise.reject(objection))],
])("a guard that objects %s to the flushed delta fails the run", async (_, object) => {
  const recording = recordingHandler();
  const guard: Handler = { policy: "guard", on: { "llm.delta": atLast(2, object) } };
  expect(await outcomeOf(readStream(open([recording, guard])))).toMatchObject({ error: { cause: objection } });
  expect(recording.summary().at(-1)).toBe("llm.end error");
  assertWellFormed(recording.events);
});

it("a guard that objects to it when the consumer has left changes nothing", async () => {
  const recording = recordingHandler();
  const guard: Handler = {
    policy: "guard",
    on: { "llm.delta": atLast(0, () => wait(1).then(() => Promise.reject(objection))) },
  };
  expect(await outcomeOf(readStream(open([recording, guard]), () => "break"))).toEqual({ value: ["a"] });
  await wait(5);
  expect(recording.summary()).toEqual(["llm.start", "llm.delta", "llm.end cancelled"]);
  expect((await flush({ timeoutMs: 5_000 })).pending).toBe(0);
});

it.each([
  ["times out", 20],
  ["is left by its consumer", undefined],
])("a guard that hangs at it when the run %s is bounded by the delivery timeout", async (_, timeout) => {
  const undo = configure({ deliveryTimeoutMs: 30 });
  const recording = recordingHandler();
  const guard: Handler = { policy: "guard", on: { "llm.delta": () => new Promise(() => undefined) } };
  const body = async function* (): AsyncGenerator<string> {
    yield "a";
    if (timeout !== undefined) await new Promise(() => undefined);
  };
  const stream = runStream({ ...startOptions.llm, combine }, body, { callbacks: [guard, recording], timeout });
  expect(await outcomeOf(readStream(stream, () => (timeout === undefined ? "break" : undefined)))).not.toBe("pending");
  const report = await flush({ timeoutMs: 500 });
  undo();
  expect(report.pending).toBe(0);
  expect(recording.summary()).toEqual(["llm.start", "llm.delta", "llm.end cancelled"]);
});
