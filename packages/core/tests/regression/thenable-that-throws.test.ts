import { expect, it } from "vitest";
import { flush, run, type Handler } from "../../src/exports/events.js";
import { collectFailures } from "../support/collect-failures.js";
import { startOptions } from "../support/start-options.js";

// What a handler returned was believed to be a promise; one whose `then` throws blocked its queue and was never counted.
it("a handler that returns a broken thenable has failed, and is told so", async () => {
  const failure = new Error("then");
  const broken: Handler = {
    handleChainStart: () => ({
      then() {
        throw failure;
      },
    }),
  };
  const before = await flush({ timeoutMs: 100 });
  const failures = await collectFailures(async () => {
    expect(await run(startOptions.chain, () => 1, { callbacks: [broken] })).toBe(1);
    await flush({ timeoutMs: 100 });
  });
  const after = await flush({ timeoutMs: 100 });
  expect(failures.map(({ error }) => error)).toEqual([failure]);
  expect([after.failed - before.failed, after.pending]).toEqual([1, 0]);
});
