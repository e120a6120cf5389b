import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { run } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// The caller of a run that was cancelled before its body returned its promise was never told.
it.each<[string, (abort: () => void) => unknown]>([
  [
    "before its first await",
    async (abort) => {
      abort();
      await wait(1);
      return 1;
    },
  ],
  [
    "and never settles after it",
    (abort) => {
      abort();
      return new Promise(() => undefined);
    },
  ],
  [
    "and answers without a promise",
    (abort) => {
      abort();
      return 1;
    },
  ],
  [
    "and throws",
    (abort) => {
      abort();
      throw new Error("own");
    },
  ],
])("a body that is cancelled %s rejects with the AbortError that its end says", async (_, body) => {
  const controller = new AbortController();
  const recording = recordingHandler();
  const running = run(startOptions.chain, () => body(() => controller.abort()), {
    signal: controller.signal,
    callbacks: [recording],
  });
  expect(await outcomeOf(running, 200)).toMatchObject({ error: { name: "AbortError" } });
  await wait(5);
  expect(recording.summary()).toEqual(["chain.start", "chain.end cancelled"]);
  assertWellFormed(recording.events);
});
