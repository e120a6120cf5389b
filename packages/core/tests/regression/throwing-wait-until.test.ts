import { expect, it } from "vitest";
import { flush, run } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// A platform that refuses the promise failed a run that had ended well.
it("a waitUntil that throws does not change how the run ends", async () => {
  const waitUntil = (): never => {
    throw new Error("not in a request");
  };
  const callbacks = [{ onEvent: () => wait(1) }];
  expect(await outcomeOf(run(startOptions.chain, () => 1, { callbacks, waitUntil }))).toEqual({ value: 1 });
  expect(await outcomeOf(run(startOptions.chain, async () => 1, { callbacks, waitUntil }))).toEqual({ value: 1 });
  expect((await flush()).pending).toBe(0);
});
