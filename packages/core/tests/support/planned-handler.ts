import type { EarshotEvent, Handler } from "../../src/exports/events.js";
import type { HandlerPlan } from "./run-plan.js";
import { wait } from "./wait.js";

/** The handler that a plan describes; those that object, cancel or hang do so at the event with the given number. */
export function plannedHandler(plan: HandlerPlan, objectsAt: number, cancel: () => void): Handler {
  const name = plan;
  let heard = 0;
  const object = (): void => {
    if (heard++ === objectsAt) throw new Error(`objects at ${objectsAt}`);
  };
  const objectLate = async (): Promise<void> => {
    await wait(0);
    object();
  };
  const cancelOnce = (): void => {
    if (heard++ === objectsAt) cancel();
  };
  const hang = (): Promise<never> | undefined => (heard++ === objectsAt ? new Promise(() => undefined) : undefined);
  const handlers: Readonly<Record<HandlerPlan, Handler>> = {
    observes: { name, onEvent: () => undefined },
    "observes slowly": { name, onEvent: () => wait(1) },
    "observes inline": {
      name,
      awaitHandlers: true,
      onEvent: (event: EarshotEvent) => (event.seq % 2 === 0 ? wait(0) : undefined),
    },
    throws: {
      name,
      onEvent: () => {
        throw new Error("observer throws");
      },
    },
    rejects: { name, onEvent: () => Promise.reject(new Error("observer rejects")) },
    guards: { name, policy: "guard", onEvent: () => undefined },
    "guards slowly": { name, policy: "guard", onEvent: () => wait(0) },
    objects: { name, policy: "guard", onEvent: object },
    "objects late": { name, policy: "guard", onEvent: objectLate },
    raises: {
      name,
      raiseError: true,
      handleChainStart: object,
      handleChainEnd: object,
      handleToolStart: objectLate,
      handleToolEvent: object,
    },
    hangs: { name, onEvent: hang },
    "hangs inline": { name, awaitHandlers: true, onEvent: hang },
    "guards and hangs": { name, policy: "guard", onEvent: hang },
    cancels: { name, onEvent: cancelOnce },
    wraps: { name, wrap: (_, next) => next() },
  };
  return handlers[plan];
}
