import { expect, it } from "vitest";
import { run, type Handler } from "../../src/exports/events.js";
import { collectFailures } from "../support/collect-failures.js";
import { startOptions } from "../support/start-options.js";

// The remedy that the report recommends was reported as well.
it("an isolated handler may change its own copy, in development mode too", async () => {
  const handler: Handler = {
    isolate: true,
    on: {
      "chain.start": (event) => {
        (event.inputs as { question: string }).question = "other";
      },
    },
  };
  expect(
    await collectFailures(() => run(startOptions.chain, () => 1, { callbacks: [handler] }), { development: true }),
  ).toEqual([]);
});
