import { expect, it } from "vitest";
import { configure, run, type Handler, type RunFacts } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { startOptions } from "../support/start-options.js";

// A handler's `wrap` was shown the run's facts as they are, past the redactor.
it("wrap is shown the redacted facts of the run", async () => {
  const seen: RunFacts[] = [];
  const handler: Handler = {
    wrap: (run, next) => {
      seen.push(run);
      return next();
    },
  };
  const restore = configure({
    redactor: createRedactor({
      redact: (value, { field }) => (field === "name" ? "***" : value),
      startText: () => ({ push: (text) => text, flush: () => "" }),
    }),
  });
  try {
    await run(startOptions.chain, () => 1, { callbacks: [handler], runName: "secret" });
  } finally {
    restore();
  }
  expect(seen.map(({ name }) => name)).toEqual(["***"]);
});
