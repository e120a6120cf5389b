import { assertWellFormed, countedSignal, recordingHandler } from "@earshot/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configure, flush } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { propertyParameters } from "../support/property-parameters.js";
import { plannedHandler } from "../support/planned-handler.js";
import { playPlan } from "../support/play-plan.js";
import { scenePlans, type ScenePlan } from "../support/run-plan.js";

let restore = (): void => undefined;
beforeAll(() => {
  restore = configure({ deliveryTimeoutMs: 15 }); // how long a handler that hangs is waited for
});
afterAll(() => restore());

/** Plays a scene to its end, and checks what holds for every one. Unhandled rejections fail the file: see the test setup. */
async function playScene(scene: ScenePlan): Promise<void> {
  const recording = recordingHandler();
  const { controller, signal, listeners } = countedSignal();
  if (scene.abortAfter === -1) controller.abort();
  // The recording handler comes last: what it hears has passed all others.
  const cancel = (): void => controller.abort();
  const callbacks = [...scene.handlers.map((plan) => plannedHandler(plan, scene.objectsAt, cancel)), recording];
  const abort =
    scene.abortAfter === undefined ? undefined : setTimeout(() => controller.abort(), Math.max(0, scene.abortAfter));
  const outcome = await outcomeOf(playPlan(scene.root, { callbacks, signal, timeout: 40 }), 2000);
  clearTimeout(abort);
  expect(outcome, "the call settles").not.toBe("pending");
  // A root that was let go of, a stream nobody reads any more, ends with its timeout.
  const count = (moment: string): number => recording.events.filter(({ type }) => type.endsWith(moment)).length;
  await expect.poll(() => count(".start") - count(".end"), { timeout: 1500, interval: 2 }).toBe(0);
  expect((await flush({ timeoutMs: 2000 })).pending, "everything is handled").toBe(0);
  assertWellFormed(recording.events);
  if (recording.events.length > 0) expect(listeners(), "listeners on the signal").toBe(0);
}

describe("for any tree of runs, on any exit path, with any handlers", () => {
  it(
    "each started run ends once, in order, children first, and nothing is left behind",
    { timeout: 120_000 },
    async () => {
      await fc.assert(fc.asyncProperty(scenePlans, playScene), propertyParameters);
    },
  );

  it("trees at the same time keep apart", { timeout: 120_000 }, async () => {
    const scenes = fc.array(scenePlans, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(scenes, (plans) => Promise.all(plans.map(playScene)).then(() => undefined)),
      { ...propertyParameters, numRuns: Math.ceil(propertyParameters.numRuns / 10) },
    );
  });
});
