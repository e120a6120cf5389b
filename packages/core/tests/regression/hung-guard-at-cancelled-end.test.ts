import { recordingHandler } from "@earshot/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { configure, flush, run, runStream, type Handler } from "../../src/exports/events.js";
import { letters } from "../support/letters.js";
import { outcomeOf } from "../support/outcome-of.js";
import { readStream } from "../support/read-stream.js";
import { startOptions } from "../support/start-options.js";

const never = (): Promise<never> => new Promise(() => undefined);
const guard: Handler = { policy: "guard", on: { "chain.end": never, "tool.end": never } };

let restore = (): void => undefined;
beforeEach(() => {
  restore = configure({ deliveryTimeoutMs: 30 });
});
afterEach(() => restore());

// The signal that bounds a guard had done its work when the guard was told of the end: its call was bounded by nothing.
it("a guard that hangs at the end of a run that was cancelled is bounded by the delivery timeout", async () => {
  const recording = recordingHandler();
  const outcome = await outcomeOf(run(startOptions.chain, never, { timeout: 10, callbacks: [guard, recording] }));
  expect(outcome).toMatchObject({ error: { name: "TimeoutError" } });
  expect(recording.summary()).toEqual(["chain.start", "chain.end cancelled"]);
  expect((await flush({ timeoutMs: 5_000 })).pending).toBe(0);
});

it("likewise at the end of a stream whose consumer has left", async () => {
  const stream = runStream(startOptions.tool, letters, { callbacks: [guard] });
  expect(await outcomeOf(readStream(stream, () => "break"))).toEqual({ value: ["a"] });
  expect((await flush({ timeoutMs: 5_000 })).pending).toBe(0);
});

it("likewise at the end of a run that failed", async () => {
  const own = new Error("own");
  expect(
    await outcomeOf(run(startOptions.chain, () => Promise.reject(own), { callbacks: [guard], timeout: 20 })),
  ).toEqual({ error: own });
  expect((await flush({ timeoutMs: 5_000 })).pending).toBe(0);
});
