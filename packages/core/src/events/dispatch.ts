import { ambientContext } from "../ambient-context/ambient-context.js";
import { HandlerAbort } from "../errors/handler-abort.js";
import { HandlerMutationError } from "../errors/handler-mutation-error.js";
import { isThenable } from "../util/is-thenable.js";
import { safeJson } from "../util/safe-json.js";
import { Delivery } from "./delivery.js";
import { deliveryCounts } from "./delivery-report.js";
import type { Emission } from "./emission.js";
import type { TypedHandler } from "./handler.js";
import type { HandlerSet } from "./handler-set.js";
import { objections } from "./guard-objection.js";
import type { ResolvedHandler } from "./resolved-handler.js";
import type { RootScope } from "./root-scope.js";
import { reportHandlerError } from "./report-handler-error.js";
import { settings } from "./settings.js";

/** A guard's objection on its way to the run. */
interface Objection {
  readonly error: unknown;
}

/**
 * Hands an emission to each handler that hears it, once and in order. What a handler causes while it is told waits until all have been
 * told, so that everybody hears everything in the same order.
 *
 * @returns a promise if the run has to wait; it rejects if a guard objects
 * @throws what a guard's objection is to the caller, after every handler heard the emission
 */
export function dispatch(emission: Emission, handlers: HandlerSet, scope: RootScope): Promise<void> | undefined {
  if (scope.isDispatching) return postpone(emission, handlers, scope);
  scope.isDispatching = true;
  try {
    return tell(emission, handlers, scope);
  } finally {
    if (scope.postponed !== undefined) scope.tellPostponed();
    scope.isDispatching = false;
  }
}

function postpone(emission: Emission, handlers: HandlerSet, scope: RootScope): Promise<void> {
  const told = new Promise<void>((resolve, reject) => {
    const dispatch = () => {
      try {
        resolve(tell(emission, handlers, scope));
      } catch (objection) {
        reject(objection);
      }
    };
    (scope.postponed ??= []).push(dispatch);
  });
  told.catch(() => undefined); // it is a handler that caused it, and it may not care
  return told;
}

/** The only loop that calls handlers. Stays synchronous until a handler that the run waits for is not. */
function tell(emission: Emission, handlers: HandlerSet, scope: RootScope): Promise<void> | undefined {
  let waits: Promise<void>[] | undefined;
  let objection: Objection | undefined;
  for (const handler of handlers.list) {
    if (handler.listeners[emission.row.index] === undefined) continue;
    try {
      const wait = deliver(handler, emission, scope);
      if (wait !== undefined) (waits ??= []).push(raisingOwn(wait, handler, emission));
    } catch (error) {
      if (handler.isGuard) objection ??= { error: toAbort(handler, emission, error) };
    }
  }
  if (waits === undefined) {
    if (objection !== undefined) throw objection.error;
    return undefined;
  }
  return settleAll(waits, objection);
}

function deliver(handler: ResolvedHandler, emission: Emission, scope: RootScope): Promise<void> | undefined {
  if (handler.prepare !== undefined) prepare(handler, emission);
  const delivery = scope.deliveries?.get(handler);
  if (delivery !== undefined) {
    if (delivery.isGivenUpFor(emission)) {
      deliveryCounts.dropped++;
      return undefined;
    }
    if (delivery.isBusy) return delivery.enqueue(emission);
  }
  let result: unknown;
  try {
    result = call(handler, emission);
  } catch (error) {
    fail(handler, emission, error);
    throw error;
  }
  if (result !== undefined) {
    // A call that is not to be waited behind has a queue of its own, under a name that nobody looks up.
    const { concurrent } = handler.handler as TypedHandler;
    const key = concurrent ? (Object.create(handler) as ResolvedHandler) : handler;
    return track(key, emission, { result: result as PromiseLike<unknown>, scope });
  }
  deliveryCounts.delivered++;
  return undefined;
}

function track(
  handler: ResolvedHandler,
  emission: Emission,
  { result, scope }: { readonly result: PromiseLike<unknown>; readonly scope: RootScope },
): Promise<void> | undefined {
  const deliveries = (scope.deliveries ??= new Map());
  let delivery = deliveries.get(handler);
  if (delivery === undefined) deliveries.set(handler, (delivery = new Delivery(handler, call)));
  return delivery.track(result, emission);
}

/** Calls the handler outside the run's ambient context; answers a promise if it returned one, and nothing else. */
function call(handler: ResolvedHandler, emission: Emission): PromiseLike<unknown> | undefined {
  const seen = handler.isIsolated ? emission.isolated() : emission;
  const result = ambientContext.current === undefined ? listen(handler, seen) : listenOutside(handler, seen);
  return isThenable(result) ? result : undefined;
}

const listenOutside = (handler: ResolvedHandler, emission: Emission): unknown =>
  ambientContext.leave(() => listen(handler, emission));

function listen(handler: ResolvedHandler, emission: Emission): unknown {
  if (settings.development && !handler.isIsolated) return callWatched(handler, emission);
  return handler.listeners[emission.row.index]?.(handler.handler, emission);
}

function callWatched(handler: ResolvedHandler, emission: Emission): unknown {
  const before = JSON.stringify(safeJson(emission.payload));
  const result = handler.listeners[emission.row.index]?.(handler.handler, emission);
  if (JSON.stringify(safeJson(emission.payload)) !== before) {
    report(handler, emission, new HandlerMutationError(handler.name, emission.row.type));
  }
  return result;
}

function prepare(handler: ResolvedHandler, emission: Emission): void {
  try {
    handler.prepare?.(handler.handler, emission);
  } catch (error) {
    report(handler, emission, error);
  }
}

function fail(handler: ResolvedHandler, emission: Emission, error: unknown): void {
  deliveryCounts.failed++;
  if (!handler.isGuard) report(handler, emission, error);
}

function report(handler: ResolvedHandler, { row, shownFacts: run }: Emission, error: unknown): void {
  reportHandlerError(error, { handler: handler.handler, handlerName: handler.name, eventType: row.type, run });
}

// Closures are made where they are needed alone: a function that might make one pays for it at each call.
function raisingOwn(wait: Promise<void>, handler: ResolvedHandler, emission: Emission): Promise<void> {
  return wait.catch((failure: Objection) => {
    throw toAbort(handler, emission, failure.error);
  });
}

/** What the caller gets for a guard's objection. */
function toAbort(handler: ResolvedHandler, { row, run }: Emission, cause: unknown): unknown {
  if (!handler.raisesOwnError)
    return new HandlerAbort({ handlerName: handler.name, eventType: row.type, runId: run.runId, cause });
  if (cause instanceof Object) objections.add(cause);
  return cause;
}

/** Every handler is waited for, also after an objection. */
async function settleAll(waits: readonly Promise<void>[], objection: Objection | undefined): Promise<void> {
  const outcomes = await Promise.allSettled(waits);
  if (objection !== undefined) throw objection.error;
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}
