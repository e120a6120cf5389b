import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { runStream } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// An abort while the consumer was busy with something asynchronous was lost: the loop ended as if the stream had.
it.each([0, 5])("an abort in the loop's body, %i ms before the next pull, rejects that pull", async (milliseconds) => {
  const controller = new AbortController();
  const recording = recordingHandler();
  const stream = runStream(
    startOptions.tool,
    async function* () {
      yield 1;
      yield 2;
    },
    { signal: controller.signal, callbacks: [recording] },
  );
  const consume = async () => {
    for await (const _ of stream) {
      controller.abort();
      await wait(milliseconds);
    }
  };
  expect(await outcomeOf(consume())).toMatchObject({ error: { name: "AbortError" } });
  expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  expect(await stream.next()).toEqual({ value: undefined, done: true });
});
