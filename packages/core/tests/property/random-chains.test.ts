import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configure } from "../../src/exports/events.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { buildChain } from "../support/build-chain.js";
import { callChain } from "../support/call-chain.js";
import { chainScenes, type ChainScene } from "../support/chain-plan.js";
import { holdingRules } from "../support/holding-rules.js";
import type { PartPlan } from "../support/part-plan.js";
import { propertyParameters, propertyTimeoutMs } from "../../../../tests/support/property-parameters.js";
import { wait } from "../support/wait.js";
import { witnessCall } from "../support/witness-call.js";

let restore = (): void => undefined;
beforeAll(() => {
  restore = configure({ deliveryTimeoutMs: 15 }); // how long a handler that hangs is waited for
});
afterAll(() => restore());

function ignoresItsSignal(part: PartPlan): boolean {
  if (part.part === "composed") return part.of.some(ignoresItsSignal);
  return "heeds" in part && part.hangsAt !== undefined && !part.heeds;
}

async function playScene(scene: ChainScene): Promise<void> {
  const { chain, models, told } = buildChain(scene.parts);
  await witnessCall(scene, (config, cancel) =>
    callChain(chain, scene.call, { ...config, timeout: scene.timeout, cancel }),
  );
  for (const moments of told) {
    const ids = (moment: string) => moments.filter(([which]) => which === moment).map(([, id]) => id);
    expect(ids("end").sort(), "listeners are told of each end once").toEqual(ids("start").sort());
    expect(new Set(ids("start")).size).toBe(ids("start").length);
  }
  await wait(1);
  if (scene.parts.some(ignoresItsSignal)) return;
  for (const model of models) expect(model.open, "provider streams that are still open").toBe(0);
}

describe("for any chain of any runnables, called in any way, on any exit path", () => {
  it(
    "each started run ends once, in order, children first, and nothing is left behind",
    { timeout: propertyTimeoutMs },
    async () => {
      await fc.assert(fc.asyncProperty(chainScenes, playScene), propertyParameters);
    },
  );

  it("chains at the same time keep apart", { timeout: propertyTimeoutMs }, async () => {
    const scenes = fc.array(chainScenes, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(scenes, (plans) => Promise.all(plans.map(playScene)).then(() => undefined)),
      { ...propertyParameters, numRuns: Math.ceil(propertyParameters.numRuns / 10) },
    );
  });

  it(
    "all of it holds with redaction, which says what it held back just before the end",
    { timeout: propertyTimeoutMs },
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
