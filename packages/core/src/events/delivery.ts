import { HandlerOverflowError } from "../errors/handler-overflow-error.js";
import { HandlerTimeoutError } from "../errors/handler-timeout-error.js";
import { deliveryCounts } from "./delivery-report.js";
import { activeDeliveries, watch } from "./delivery-watchdog.js";
import type { Emission, RunNode } from "./emission.js";
import type { ResolvedHandler } from "./resolved-handler.js";
import { reportHandlerError } from "./report-handler-error.js";
import { settings } from "./settings.js";

/** Calls the handler's listener; answers what it returned, throws what it threw. */
export type Call = (handler: ResolvedHandler, emission: Emission) => unknown;

interface Waiting {
  readonly emission: Emission;
  /** Told once the emission has been handled; absent where nobody waits. */
  readonly done?: ((objection?: unknown) => void) | undefined;
}

/** The emission that is being handled. */
interface Current extends Waiting {
  readonly since: number;
  isLeft: boolean;
}

/**
 * The ordered queue of one handler in one root run. It exists once the handler has returned a promise, and is asked before each
 * further call: while a call is under way, what comes waits behind it.
 */
export class Delivery {
  readonly #handler: ResolvedHandler;
  readonly #call: Call;
  #waiting: Waiting[] = [];
  #current: Current | undefined;
  /** The runs it is given up for; `undefined` stands for all of this root. */
  #left: (RunNode | undefined)[] = [];
  #overflowReported = false;
  #idle: (() => void)[] = [];
  #room: (() => void)[] = [];

  constructor(handler: ResolvedHandler, call: Call) {
    this.#handler = handler;
    this.#call = call;
  }

  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /** True once the handler timed out: it hears nothing more of this root run, or of a run that ended while a guard hung in it. */
  isGivenUpFor(emission: Emission): boolean {
    return this.#left.some((run) => run === undefined || emission.isWithin(run));
  }

  /** True if the call under way is for an event of this run or of one below. */
  isWithin(run: RunNode): boolean {
    return this.#current?.emission.isWithin(run) === true;
  }

  get pending(): number {
    return this.#waiting.length + (this.#current === undefined ? 0 : 1);
  }

  get #isWaitedFor(): boolean {
    return this.#handler.isInline || settings.awaitHandlers;
  }

  /** The call of an idle delivery returned a promise. Answers a promise of its end if the run has to wait for it. */
  track(promise: PromiseLike<unknown>, emission: Emission): Promise<void> | undefined {
    if (!this.#isWaitedFor) {
      this.#watch(promise, { emission });
      return undefined;
    }
    return new Promise((resolve, reject) => this.#watch(promise, { emission, done: settleWith(resolve, reject) }));
  }

  /** Puts an emission behind what is under way. Answers a promise if the run has to wait: for the handler, or for room. */
  enqueue(emission: Emission): Promise<void> | undefined {
    if (this.#isWaitedFor) {
      return new Promise((resolve, reject) => this.#waiting.push({ emission, done: settleWith(resolve, reject) }));
    }
    if (this.#waiting.length >= settings.maxQueuedEvents && settings.overflow === "drop") {
      this.#drop(emission);
      return undefined;
    }
    this.#waiting.push({ emission });
    if (this.#waiting.length < settings.maxQueuedEvents || settings.overflow === "drop") return undefined;
    return new Promise((resolve) => this.#room.push(resolve));
  }

  /**
   * When the call under way has taken too long, in Unix milliseconds. A guard may take as long as the run it guards; when that has ended
   * badly there is nothing left to guard.
   */
  get deadline(): number {
    if (this.#current === undefined) return Number.POSITIVE_INFINITY;
    if (this.#handler.isGuard && !this.#current.emission.isOfBadEnd) return Number.POSITIVE_INFINITY;
    return this.#current.since + settings.deliveryTimeoutMs;
  }

  /** What bounds the call under way has changed. */
  rewatch(): void {
    if (this.#current !== undefined) watch(this);
  }

  /** The call under way has taken too long. */
  timeOut(): void {
    this.leave(undefined, new HandlerTimeoutError(this.#handler.name, settings.deliveryTimeoutMs));
  }

  /** Resolves once nothing is under way and nothing waits. */
  idle(): Promise<void> {
    return this.#current === undefined ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /**
   * Leaves the call under way, which counts as failed if the time was up, and as dropped if its run was aborted: that is nobody's failure. What
   * is said of the run, or with none of any run of this root, is dropped from then on; a guard goes on with the runs that are not over.
   */
  leave(run: RunNode | undefined, error: unknown): void {
    const current = this.#current;
    if (current === undefined || current.isLeft) return;
    current.isLeft = true;
    this.#left.push(run);
    if ((error as Error | undefined)?.name === "TimeoutError" || run === undefined) {
      deliveryCounts.failed++;
      this.#report(error, current.emission);
    } else deliveryCounts.dropped++;
    current.done?.();
    queueMicrotask(() => this.#next()); // not while the run is being ended
  }

  #watch(promise: PromiseLike<unknown>, call: Waiting): void {
    const current: Current = { emission: call.emission, done: call.done, since: Date.now(), isLeft: false };
    this.#current = current;
    watch(this);
    // A native promise is taken as it is; a foreign thenable may throw out of its `then`.
    const settled = promise instanceof Promise ? promise : Promise.resolve(promise);
    settled.then(
      () => this.#settle(current),
      (error: unknown) => this.#settle(current, { error }),
    );
  }

  #settle(call: Current, failure?: { readonly error: unknown }): void {
    if (this.#current !== call || call.isLeft) return; // given up meanwhile
    this.#count(call, failure);
    this.#next();
  }

  #count({ emission, done }: Waiting, failure: { readonly error: unknown } | undefined): void {
    if (failure === undefined) deliveryCounts.delivered++;
    else {
      deliveryCounts.failed++;
      if (!this.#handler.isGuard) this.#report(failure.error, emission);
    }
    done?.(this.#handler.isGuard ? failure : undefined);
  }

  /** Hands over what waits, until a call is asynchronous again. */
  #next(): void {
    for (let waiting = this.#waiting.shift(); waiting !== undefined; waiting = this.#waiting.shift()) {
      this.#makeRoom();
      if (this.isGivenUpFor(waiting.emission)) {
        deliveryCounts.dropped++;
        waiting.done?.();
        continue;
      }
      let failure: { readonly error: unknown } | undefined;
      try {
        const result = this.#call(this.#handler, waiting.emission);
        if (result !== undefined) {
          this.#watch(result as PromiseLike<unknown>, waiting);
          return;
        }
      } catch (error) {
        failure = { error };
      }
      this.#count(waiting, failure);
    }
    this.#rest();
  }

  #makeRoom(): void {
    if (this.#room.length === 0 || this.#waiting.length >= settings.maxQueuedEvents) return;
    this.#room.shift()?.();
  }

  #rest(): void {
    this.#current = undefined;
    activeDeliveries.delete(this);
    for (const resolve of this.#room.splice(0)) resolve();
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #drop(emission: Emission): void {
    deliveryCounts.dropped++;
    if (this.#overflowReported) return;
    this.#overflowReported = true;
    this.#report(new HandlerOverflowError(this.#handler.name, settings.maxQueuedEvents), emission);
  }

  #report(error: unknown, { row, shownFacts: run }: Emission): void {
    reportHandlerError(error, {
      handler: this.#handler.handler,
      handlerName: this.#handler.name,
      eventType: row.type,
      run,
    });
  }
}

/** A guard's objection travels as a rejection, so that the run that waits for it stops. */
function settleWith(resolve: () => void, reject: (reason: unknown) => void): (objection: unknown) => void {
  return (objection) => (objection === undefined ? resolve() : reject(objection));
}
