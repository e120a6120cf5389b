import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { configure } from "../../src/exports/events.js";
import { playPlan } from "../support/play-plan.js";
import { propertyParameters, propertyTimeoutMs } from "../../../../tests/support/property-parameters.js";
import { scenePlans, type ScenePlan } from "../support/run-plan.js";
import { witnessCall } from "../support/witness-call.js";

let restore = (): void => undefined;
beforeAll(() => {
  restore = configure({ deliveryTimeoutMs: 15 }); // how long a handler that hangs is waited for
});
afterAll(() => restore());

const playScene = (scene: ScenePlan): Promise<void> =>
  witnessCall(scene, (config) => playPlan(scene.root, { ...config, timeout: 40 }));

describe("for any tree of runs, on any exit path, with any handlers", () => {
  it(
    "each started run ends once, in order, children first, and nothing is left behind",
    { timeout: propertyTimeoutMs },
    async () => {
      await fc.assert(fc.asyncProperty(scenePlans, playScene), propertyParameters);
    },
  );

  it("trees at the same time keep apart", { timeout: propertyTimeoutMs }, async () => {
    const scenes = fc.array(scenePlans, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(scenes, (plans) => Promise.all(plans.map(playScene)).then(() => undefined)),
      { ...propertyParameters, numRuns: Math.ceil(propertyParameters.numRuns / 10) },
    );
  });
});
