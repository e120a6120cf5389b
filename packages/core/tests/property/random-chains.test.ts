import { assertWellFormed, countedSignal, recordingHandler } from "@earshot/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configure, flush } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { buildChain } from "../support/build-chain.js";
import { callChain } from "../support/call-chain.js";
import { chainScenes, type ChainScene, type PartPlan } from "../support/chain-plan.js";
import { holdingRules } from "../support/holding-rules.js";
import { outcomeOf } from "../support/outcome-of.js";
import { propertyParameters } from "../support/property-parameters.js";
import { plannedHandler } from "../support/planned-handler.js";
import { wait } from "../support/wait.js";

let restore = (): void => undefined;
beforeAll(() => {
  restore = configure({ deliveryTimeoutMs: 15 }); // how long a handler that hangs is waited for
});
afterAll(() => restore());

function ignoresItsSignal(part: PartPlan): boolean {
  if (part.part === "composed") return part.of.some(ignoresItsSignal);
  return part.part === "model" && part.hangsAt !== undefined && !part.heeds;
}

async function playScene(scene: ChainScene): Promise<void> {
  const recording = recordingHandler();
  const { controller, signal, listeners } = countedSignal();
  const { chain, models } = buildChain(scene.parts);
  if (scene.abortAfter === -1) controller.abort();
  // The recording handler comes last: what it hears has passed all others.
  const cancel = (): void => controller.abort();
  const callbacks = [...scene.handlers.map((plan) => plannedHandler(plan, scene.objectsAt, cancel)), recording];
  const abort =
    scene.abortAfter === undefined ? undefined : setTimeout(() => controller.abort(), Math.max(0, scene.abortAfter));
  const outcome = await outcomeOf(callChain(chain, scene.call, { callbacks, signal, timeout: scene.timeout }), 2000);
  expect(outcome, "the call settles").not.toBe("pending");
  // A stream that nobody reads ends with its timeout.
  const count = (moment: string): number => recording.events.filter(({ type }) => type.endsWith(moment)).length;
  await expect.poll(() => count(".start") - count(".end"), { timeout: 1500, interval: 2 }).toBe(0);
  clearTimeout(abort);
  expect((await flush({ timeoutMs: 2000 })).pending, "everything is handled").toBe(0);
  assertWellFormed(recording.events);
  expect(listeners(), "listeners on the signal").toBe(0);
  await wait(1);
  const ignoring = scene.parts.some(ignoresItsSignal);
  if (!ignoring) for (const model of models) expect(model.open, "provider streams that are still open").toBe(0);
}

describe("for any chain, called in any way, on any exit path", () => {
  it(
    "each started run ends once, in order, children first, and nothing is left behind",
    { timeout: 120_000 },
    async () => {
      await fc.assert(fc.asyncProperty(chainScenes, playScene), propertyParameters);
    },
  );

  it("chains at the same time keep apart", { timeout: 120_000 }, async () => {
    const scenes = fc.array(chainScenes, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(scenes, (plans) => Promise.all(plans.map(playScene)).then(() => undefined)),
      { ...propertyParameters, numRuns: Math.ceil(propertyParameters.numRuns / 10) },
    );
  });

  it(
    "all of it holds with redaction, which says what it held back just before the end",
    { timeout: 120_000 },
    async () => {
      const restoreRedactor = configure({ redactor: createRedactor(holdingRules) });
      try {
        await fc.assert(fc.asyncProperty(chainScenes, playScene), propertyParameters);
      } finally {
        restoreRedactor();
      }
    },
  );
});
