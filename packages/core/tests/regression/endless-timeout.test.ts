import { expect, it } from "vitest";
import { run } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

// A timer of more than 2 ** 31 - 1 ms goes off at once.
it.each([Number.POSITIVE_INFINITY, 2 ** 31, Number.MAX_SAFE_INTEGER])(
  "a timeout of %d ms does not end the run",
  async (timeout) => {
    expect(await outcomeOf(run(startOptions.chain, () => wait(20), { timeout }))).toEqual({ value: undefined });
  },
);
