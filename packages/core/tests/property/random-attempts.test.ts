import { assertWellFormed, countedSignal, recordingHandler } from "@earshot/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configure, flush } from "../../src/exports/events.js";
import { type ListenedRun, type Runnable, RunnableSequence } from "../../src/exports/runnables.js";
import { buildChain } from "../support/build-chain.js";
import { callChain } from "../support/call-chain.js";
import { chainScenes, type ChainScene } from "../support/chain-plan.js";
import { outcomeOf } from "../support/outcome-of.js";
import { plannedHandler } from "../support/planned-handler.js";
import { propertyParameters } from "../support/property-parameters.js";

type Part = Runnable<unknown, unknown>;

/** What is put around a random chain, or makes it a part of a longer one. */
const wrappers: Readonly<Record<string, (chain: Part, other: Part) => Part>> = {
  retry: (chain) => retrying(chain),
  fallbacks: (chain, other) => chain.withFallbacks([other, retrying(other)]),
  "retry as a step": (chain, other) => RunnableSequence.from([other, retrying(chain), other]),
  "fallbacks as a step": (chain, other) => RunnableSequence.from([other, chain.withFallbacks([other]), chain]),
  "a fallback that is retried": (chain, other) => retrying(chain.withFallbacks([other])),
};

/** Tries again at once, whatever the error. */
function retrying(chain: Part): Part {
  const onFailedAttempt = (error: unknown) => {
    if (error instanceof Error) Object.assign(error, { retryAfterMs: 0 });
  };
  return chain.withRetry({ stopAfterAttempt: 3, onFailedAttempt });
}

let restore = (): void => undefined;
beforeAll(() => {
  restore = configure({ deliveryTimeoutMs: 15 });
});
afterAll(() => restore());

async function playScene(scene: ChainScene, other: ChainScene, wrap: string): Promise<void> {
  const recording = recordingHandler();
  const { controller, signal, listeners } = countedSignal();
  const built = (wrappers[wrap] as NonNullable<(typeof wrappers)[string]>)(
    buildChain(scene.parts).chain,
    buildChain(other.parts).chain,
  );
  const told: [moment: "start" | "end", id: string][] = [];
  const tell = (moment: "start" | "end") => (run: ListenedRun) => void told.push([moment, run.id]);
  const chain = built.withListeners({ onStart: tell("start"), onEnd: tell("end"), onError: tell("end") });
  if (scene.abortAfter === -1) controller.abort();
  const cancel = (): void => controller.abort();
  const callbacks = [...scene.handlers.map((plan) => plannedHandler(plan, scene.objectsAt, cancel)), recording];
  const abort = scene.abortAfter === undefined ? undefined : setTimeout(cancel, Math.max(0, scene.abortAfter));
  const outcome = await outcomeOf(callChain(chain, scene.call, { callbacks, signal, timeout: scene.timeout }), 2000);
  expect(outcome, "the call settles").not.toBe("pending");
  const count = (moment: string): number => recording.events.filter(({ type }) => type.endsWith(moment)).length;
  await expect.poll(() => count(".start") - count(".end"), { timeout: 1500, interval: 2 }).toBe(0);
  clearTimeout(abort);
  expect((await flush({ timeoutMs: 2000 })).pending, "everything is handled").toBe(0);
  assertWellFormed(recording.events);
  expect(listeners(), "listeners on the signal").toBe(0);
  const ids = (moment: string) => told.filter(([which]) => which === moment).map(([, id]) => id);
  expect(ids("end").sort(), "listeners are told of each end once").toEqual(ids("start").sort());
  expect(new Set(ids("start")).size).toBe(ids("start").length);
}

describe("whatever is retried, replaced and listened to, called in any way, on any exit path", () => {
  it.each(Object.keys(wrappers))("%s", { timeout: 120_000 }, async (wrap) => {
    const property = fc.asyncProperty(chainScenes, chainScenes, (scene, other) => playScene(scene, other, wrap));
    await fc.assert(property, { ...propertyParameters, numRuns: Math.ceil(propertyParameters.numRuns / 2) });
  });
});
