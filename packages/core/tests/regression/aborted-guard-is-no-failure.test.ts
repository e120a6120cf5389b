import { expect, it } from "vitest";
import { flush, run, runStream, type Handler } from "../../src/exports/events.js";
import { collectFailures } from "../support/collect-failures.js";
import { letters } from "../support/letters.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";

const never = (): Promise<never> => new Promise(() => undefined);
const guard: Handler = { name: "slow", policy: "guard", on: { "chain.start": never, "tool.start": never } };

// The guard was reported to `onHandlerError` with the caller's own abort, as if it had failed.
it.for([undefined, new Error("the user left")])("a guard is not blamed for an abort (%s)", async (reason) => {
  const before = await flush();
  const failures = await collectFailures(async () => {
    const controller = new AbortController();
    const running = run(startOptions.chain, () => 1, { callbacks: [guard], signal: controller.signal });
    setTimeout(() => controller.abort(reason), 5);
    expect(await outcomeOf(running)).toMatchObject({ error: reason ?? { name: "AbortError" } });
  });
  expect(failures).toEqual([]);
  const { failed, dropped } = await flush();
  expect([failed - before.failed, dropped - before.dropped]).toEqual([0, 1]);
});

it("nor for a consumer that leaves", async () => {
  const failures = await collectFailures(async () => {
    const stream = runStream(startOptions.tool, letters, { callbacks: [guard] });
    const pull = stream.next();
    await stream.return();
    await outcomeOf(Promise.resolve(pull));
  });
  expect(failures).toEqual([]);
});

it("one that takes longer than its run may is still reported", async () => {
  const failures = await collectFailures(() =>
    outcomeOf(run(startOptions.chain, () => 1, { callbacks: [guard], timeout: 10 })),
  );
  expect(failures).toMatchObject([{ handlerName: "slow", eventType: "chain.start", error: { name: "TimeoutError" } }]);
});
