import { assertWellFormed, countedSignal, recordingHandler } from "@earshot/testing";
import { expect } from "vitest";
import { flush, type RunnableConfig } from "../../src/exports/events.js";
import { outcomeOf } from "./outcome-of.js";
import { plannedHandler } from "./planned-handler.js";
import type { HandlerPlan } from "./run-plan.js";

/** Who hears a call beside the recording handler, and when it is cancelled from outside. */
export interface WitnessPlan {
  readonly handlers: readonly HandlerPlan[];
  /** Which event the handlers that object do so at. */
  readonly objectsAt: number;
  /** Milliseconds after which the signal aborts; -1 is before the call. */
  readonly abortAfter: number | undefined;
}

/**
 * Makes a call and checks what holds for each one, whatever it does and however it ends: it settles; each started run ends once, in order,
 * children first; everything is handled; no listener stays on its signal. Unhandled rejections fail the file: see the test setup.
 */
export async function witnessCall(
  plan: WitnessPlan,
  call: (config: RunnableConfig, cancel: () => void) => Promise<unknown>,
): Promise<void> {
  const { handlers, objectsAt, abortAfter } = plan;
  const recording = recordingHandler();
  const { controller, signal, listeners } = countedSignal();
  const cancel = (): void => controller.abort();
  if (abortAfter === -1) cancel();
  // The recording handler comes last: what it hears has passed all others.
  const callbacks = [...handlers.map((handler) => plannedHandler(handler, objectsAt, cancel)), recording];
  const abort = abortAfter === undefined ? undefined : setTimeout(cancel, Math.max(0, abortAfter));
  const outcome = await outcomeOf(call({ callbacks, signal }, cancel), 2000);
  expect(outcome, "the call settles").not.toBe("pending");
  // A root that was let go of, a stream that nobody reads any more, ends with its timeout.
  const count = (moment: string): number => recording.events.filter(({ type }) => type.endsWith(moment)).length;
  await expect.poll(() => count(".start") - count(".end"), { timeout: 1500, interval: 2 }).toBe(0);
  clearTimeout(abort);
  expect((await flush({ timeoutMs: 10_000 })).pending, "everything is handled").toBe(0);
  assertWellFormed(recording.events);
  if (recording.events.length > 0) expect(listeners(), "listeners on the signal").toBe(0);
}
