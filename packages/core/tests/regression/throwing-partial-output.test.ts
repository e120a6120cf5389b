import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { run, runStream } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";

const failure = new Error("cannot combine");
const combine = (): never => {
  throw failure;
};

// What failed to say how far the run had come took the run's end with it.
it("a run whose partial output throws ends all the same, without it", async () => {
  const own = new Error("own");
  const recording = recordingHandler();
  const running = run(
    startOptions.chain,
    (handle) => {
      handle.partialOutput = combine;
      throw own;
    },
    { callbacks: [recording] },
  );
  expect(await outcomeOf(running)).toEqual({ error: own });
  expect(recording.summary()).toEqual(["chain.start", "chain.end error"]);
});

it("a stream whose chunks cannot be combined ends when its consumer leaves", async () => {
  const recording = recordingHandler();
  for await (const _ of runStream(
    { ...startOptions.tool, combine },
    async function* () {
      yield 1;
    },
    { callbacks: [recording] },
  ))
    break;
  expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  assertWellFormed(recording.events);
});

it("a stream whose chunks cannot be combined fails at its end", async () => {
  const recording = recordingHandler();
  const consume = async () => {
    for await (const _ of runStream(
      { ...startOptions.tool, combine },
      async function* () {
        yield 1;
      },
      { callbacks: [recording] },
    ));
  };
  expect(await outcomeOf(consume())).toEqual({ error: failure });
  expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end error"]);
});
