import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { Interrupt, RunAbortedError, RunTimeoutError } from "../exports/errors.js";
import { run, type RunHandle } from "../exports/events.js";
import { tryRun } from "../../tests/support/try-run.js";

const failure = new Error("own");
const never = (): Promise<never> => new Promise(() => undefined);

describe("a run ends once when its body", () => {
  it.each<[string, (handle: RunHandle) => unknown, unknown]>([
    ["returns", () => 1, 1],
    ["returns nothing", () => undefined, undefined],
    ["returns a promise", async () => 1, 1],
    ["returns any thenable", () => ({ then: (resolve: (value: number) => void) => resolve(1) }), 1],
  ])("%s", async (_, body, value) => {
    const { outcome, heard, end } = await tryRun(body);
    expect(outcome).toEqual({ value });
    expect(heard).toEqual(["chain.start", "chain.end ok"]);
    expect(end).toMatchObject({ outputs: value, inputs: startOptions.chain.start.inputs, error: undefined });
  });

  it.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw failure;
      },
    ],
    ["rejects", () => Promise.reject(failure)],
    [
      "rejects late",
      async () => {
        await wait(1);
        throw failure;
      },
    ],
  ])("%s", async (_, body) => {
    const { outcome, heard, end } = await tryRun(body);
    expect(outcome).toEqual({ error: failure });
    expect(heard).toEqual(["chain.start", "chain.end error"]);
    expect(end?.error).toBe(failure);
  });

  it.each<[string, unknown]>([
    ["text", "broken"],
    ["null", null],
    ["undefined", undefined],
  ])("throws no error but %s", async (_, thrown) => {
    const { outcome, heard } = await tryRun(() => Promise.reject(thrown));
    expect(outcome).toEqual({ error: thrown });
    expect(heard).toEqual(["chain.start", "chain.end error"]);
  });

  it("throws an Interrupt: that is no failure", async () => {
    const pause = new Interrupt("approve", 1);
    const { outcome, heard, end } = await tryRun(() => {
      throw pause;
    });
    expect(outcome).toEqual({ error: pause });
    expect(heard).toEqual(["chain.start", "chain.end interrupted"]);
    expect(end?.error).toBe(pause);
  });

  it("throws LangGraph's kind of interrupt", async () => {
    const { heard } = await tryRun(() => Promise.reject(Object.assign(new Error("graph"), { is_bubble_up: true })));
    expect(heard).toEqual(["chain.start", "chain.end interrupted"]);
  });
});

describe("a run is cancelled when its signal aborts", () => {
  it("before it begins: the body is not called", async () => {
    let began = false;
    const { outcome, heard } = await tryRun(
      () => {
        began = true;
      },
      { signal: AbortSignal.abort() },
    );
    expect(outcome).toMatchObject({ error: { name: "AbortError" } });
    expect(heard).toEqual(["chain.start", "chain.end cancelled"]);
    expect(began).toBe(false);
  });

  it("while its body is at work, even one that never notices", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const { outcome, heard, end } = await tryRun(never, { signal: controller.signal });
    expect(outcome).toMatchObject({ error: { name: "AbortError" } });
    expect(heard).toEqual(["chain.start", "chain.end cancelled"]);
    expect(end?.error).toMatchObject({ name: "AbortError" });
  });

  it("after its end: nothing more is heard", async () => {
    const controller = new AbortController();
    const { heard } = await tryRun(() => 1, { signal: controller.signal });
    controller.abort();
    await wait(1);
    expect(heard).toEqual(["chain.start", "chain.end ok"]);
  });

  it("by a handler that hears its start", async () => {
    const controller = new AbortController();
    let began = false;
    const aborting = { on: { "chain.start": () => controller.abort() } };
    const recording = recordingHandler();
    const running = run(
      startOptions.chain,
      () => {
        began = true;
      },
      { signal: controller.signal, callbacks: [aborting, recording] },
    );
    expect(await outcomeOf(running)).toMatchObject({ error: { name: "AbortError" } });
    expect(began).toBe(false);
    expect(recording.ofType("chain.end")).toHaveLength(1);
  });

  it.each<[string, unknown, unknown]>([
    ["an error, which is what the caller gets", failure, failure],
    [
      "a text, which becomes the cause of an AbortError",
      "enough",
      expect.objectContaining({ name: "AbortError", code: "RUN_ABORTED", cause: "enough" }),
    ],
    ["nothing, which is the platform's AbortError", undefined, expect.objectContaining({ name: "AbortError" })],
  ])("with %s", async (_, reason, error) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 2);
    const { outcome, end } = await tryRun(never, { signal: controller.signal });
    expect(outcome).toEqual({ error });
    expect(end).toMatchObject({ status: "cancelled", error });
  });

  it("and what its body throws after that is nobody's business", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 2);
    const { outcome, heard } = await tryRun(
      async () => {
        await wait(10);
        throw failure;
      },
      { signal: controller.signal },
    );
    await wait(20);
    expect(outcome).toMatchObject({ error: { name: "AbortError" } });
    expect(heard).toEqual(["chain.start", "chain.end cancelled"]);
  });

  it("with what there is of its output and usage", async () => {
    const recording = recordingHandler();
    const partial = { generations: [[{ text: "half" }]] };
    const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3, source: "provider" } as const;
    await outcomeOf(
      run(
        startOptions.chat_model,
        (handle) => {
          handle.partialOutput = () => partial;
          handle.usage = usage;
          return never();
        },
        { callbacks: [recording], timeout: 5 },
      ),
    );
    expect(recording.ofType("chat_model.end")[0]).toMatchObject({ status: "cancelled", result: partial, usage });
  });
});

describe("a timeout", () => {
  it("cancels the run with a TimeoutError that says what to do", async () => {
    const { outcome, heard, end } = await tryRun(never, { timeout: 5 });
    expect(outcome).toEqual({ error: expect.any(RunTimeoutError) });
    expect(outcome).toMatchObject({ error: { name: "TimeoutError", code: "RUN_TIMEOUT" } });
    expect(heard).toEqual(["chain.start", "chain.end cancelled"]);
    expect(end?.error).toMatchObject({ name: "TimeoutError" });
  });

  it("of the platform's own signal is a TimeoutError as well", async () => {
    const { outcome } = await tryRun(never, { signal: AbortSignal.timeout(5) });
    expect(outcome).toMatchObject({ error: { name: "TimeoutError" } });
  });

  it("that comes after the end does nothing, and keeps no process alive", async () => {
    const { heard } = await tryRun(() => 1, { timeout: 5 });
    await wait(10);
    expect(heard).toEqual(["chain.start", "chain.end ok"]);
  });
});

it("an aborted run's error is an EarshotError with a stable code", async () => {
  const { outcome } = await tryRun(never, { signal: AbortSignal.abort("stop") });
  expect((outcome as { error: unknown }).error).toBeInstanceOf(RunAbortedError);
});
