import { CallbackManager as ForeignManager } from "@langchain/core/callbacks/manager";
import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { run } from "../../src/exports/events.js";
import { startOptions } from "../support/start-options.js";

// A frozen list was taken as it is, duplicates included.
it("a tag that a frozen list has twice is there once", async () => {
  const recording = recordingHandler();
  await run(startOptions.chain, () => 1, { callbacks: [recording], tags: Object.freeze(["a", "a"]) });
  expect(recording.events[0]?.tags).toEqual(["a"]);
});

// A foreign manager's own arrays were handed to handlers.
it("tags that come from a foreign manager are frozen, and not the manager's", async () => {
  const recording = recordingHandler();
  const manager = new ForeignManager();
  manager.addHandler(recording as never);
  manager.addTags(["a"]);
  await run(startOptions.chain, () => 1, { callbacks: manager as never });
  expect(recording.events[0]?.tags).toEqual(["a"]);
  for (const { tags, metadata } of recording.events)
    expect([Object.isFrozen(tags), Object.isFrozen(metadata)]).toEqual([true, true]);
  expect(Object.isFrozen(manager.tags)).toBe(false);
});
