import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { explainCallbacks, run, type CallbackOrigin } from "../../src/exports/events.js";
import { startOptions } from "../support/start-options.js";

// With callbacks of its own, a copy of a run's config no longer told that the run's handlers hear as well.
it("explainCallbacks finds the run that a config was copied from", async () => {
  const [above, own] = [recordingHandler({ name: "above" }), recordingHandler({ name: "own" })];
  let entries: readonly CallbackOrigin[] = [];
  await run(
    startOptions.chain,
    (handle) => {
      entries = explainCallbacks({}, { ...handle.config, callbacks: [own] });
    },
    { callbacks: [above] },
  );
  expect(entries.map(({ name, origin }) => `${name} ${origin}`)).toEqual(["above inherited", "own config"]);
});
