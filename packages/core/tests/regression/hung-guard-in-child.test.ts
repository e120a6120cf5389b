import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { run, type Handler } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";

// Only a root run gave its guards up: a child's own timeout did nothing while a guard hung in it.
it("a guard that hangs in a child is bounded by the child's own timeout", async () => {
  const recording = recordingHandler();
  const guard: Handler = {
    policy: "guard",
    onEvent: (event) => (event.kind === "tool" ? new Promise(() => undefined) : undefined),
  };
  const running = run(
    startOptions.chain,
    (handle) => run(startOptions.tool, () => 1, { ...handle.config, timeout: 20 }),
    { callbacks: [guard, recording] },
  );
  expect(await outcomeOf(running)).toMatchObject({ error: { name: "TimeoutError" } });
  expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end cancelled", "chain.end error"]);
});
