import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { run, runStream, type EventType, type Handler, type RunHandle } from "../../src/exports/events.js";
import { letters } from "../support/letters.js";
import { outcomeOf } from "../support/outcome-of.js";
import { readStream } from "../support/read-stream.js";
import { startOptions } from "../support/start-options.js";

// What a handler caused while it was told of an event reached the handlers after it before that event did.
describe("a handler that aborts the run at an event: those after it still hear the event first", () => {
  const aborting = (type: EventType, controller: AbortController): Handler => ({
    on: { [type]: () => controller.abort() },
  });

  it.each<[EventType, string[]]>([
    ["chain.start", ["chain.start", "chain.end cancelled"]],
    ["tool.start", ["chain.start", "tool.start", "tool.end cancelled", "chain.end cancelled"]],
    ["run.text", ["chain.start", "tool.start", "run.text", "tool.end cancelled", "chain.end cancelled"]],
    ["tool.end", ["chain.start", "tool.start", "run.text", "tool.end ok", "chain.end cancelled"]],
  ])("%s", async (type, heard) => {
    const controller = new AbortController();
    const recording = recordingHandler();
    const callbacks = [aborting(type, controller), recording];
    const tool = async (handle: RunHandle): Promise<void> => handle.text("so");
    const running = run(startOptions.chain, (handle) => run(startOptions.tool, tool, handle.config), {
      signal: controller.signal,
      callbacks,
    });
    expect(await outcomeOf(running)).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(heard);
    assertWellFormed(recording.events);
  });

  it("a stream's chunk", async () => {
    const controller = new AbortController();
    const recording = recordingHandler();
    const callbacks = [aborting("tool.delta", controller), recording];
    const stream = runStream(startOptions.tool, letters, { signal: controller.signal, callbacks });
    expect(await outcomeOf(readStream(stream))).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
    assertWellFormed(recording.events);
  });
});

it("what a handler says through a run is heard after what it was told", async () => {
  const recording = recordingHandler();
  let handle: RunHandle | undefined;
  const echo: Handler = {
    on: {
      "run.text": ({ text }) => {
        if (text === "call") void handle?.text("echo");
      },
    },
  };
  await run(
    startOptions.chain,
    async (own) => {
      handle = own;
      await own.text("call");
    },
    { callbacks: [echo, recording] },
  );
  expect(recording.ofType("run.text").map(({ text }) => text)).toEqual(["call", "echo"]);
  assertWellFormed(recording.events);
});

it("a guard that objects to what a handler caused stops the run all the same", async () => {
  let handle: RunHandle | undefined;
  const echo: Handler = {
    on: {
      "run.text": ({ text }) => {
        if (text === "call") void handle?.text("echo");
      },
    },
  };
  const objection = new Error("no echo");
  const guard: Handler = {
    policy: "guard",
    on: {
      "run.text": ({ text }) => {
        if (text === "call") throw objection;
      },
    },
  };
  const running = run(
    startOptions.chain,
    async (own) => {
      handle = own;
      await own.text("call");
    },
    { callbacks: [echo, guard] },
  );
  expect(await outcomeOf(running)).toMatchObject({ error: { code: "HANDLER_ABORT", cause: objection } });
});
