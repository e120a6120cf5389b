import type { Delivery } from "./delivery.js";
import type { RunNode } from "./emission.js";
import type { Redactor } from "./redactor.js";
import type { ResolvedHandler } from "./resolved-handler.js";
import { settings } from "./settings.js";

/** What the runs of one tree share: the count of their events, and what is on its way to their handlers. Dies with the tree. */
export class RootScope {
  /** The number of the latest event. */
  seq = 0;
  readonly redactor: Redactor | undefined = settings.redactor;
  /** True while an emission is being handed to one handler after the other. */
  isDispatching = false;
  /** What handlers caused meanwhile: told when all have heard what caused it. */
  postponed: (() => void)[] | undefined;
  /** How many runs are just ending, each with what is open below it. */
  #settling = 0;
  #afterSettling: (() => void)[] | undefined;
  /** The handlers that have been asynchronous so far. */
  deliveries: Map<ResolvedHandler, Delivery> | undefined;

  /** Hands over what handlers caused, and what that caused. */
  tellPostponed(): void {
    for (let next = this.postponed?.shift(); next !== undefined; next = this.postponed?.shift()) next();
    this.postponed = undefined;
  }

  /** A run begins to end. Nothing else of the tree may end by itself meanwhile: a parent would end before its child. */
  beginSettling(): void {
    this.#settling++;
  }

  endSettling(): void {
    if (--this.#settling > 0 || this.#afterSettling === undefined) return;
    const actions = this.#afterSettling;
    this.#afterSettling = undefined;
    for (const action of actions) action();
  }

  /** Does it at once, or when no run of the tree is just ending: handlers may abort a run while they hear of an end. */
  whenSettled(action: () => void): void {
    if (this.#settling === 0) action();
    else (this.#afterSettling ??= []).push(action);
  }

  /** Resolves once all that is on its way has been handled; `undefined` if nothing is. */
  drained(): Promise<void> | undefined {
    const busy: Promise<void>[] = [];
    for (const delivery of this.deliveries?.values() ?? []) if (delivery.isBusy) busy.push(delivery.idle());
    return busy.length === 0 ? undefined : Promise.all(busy).then(() => undefined);
  }

  /** A guard at work on an event of this run or of one below may take no longer than others, since the run has ended badly. */
  boundGuards(run: RunNode): void {
    for (const [handler, delivery] of this.deliveries ?? []) {
      if (handler.isGuard && delivery.isWithin(run)) delivery.rewatch();
    }
  }

  /** Ends the work of guards on events of this run or of one below, since it is over; they go on with those of the runs that are not. */
  giveUpGuards(run: RunNode, reason: unknown): void {
    for (const [handler, delivery] of this.deliveries ?? [])
      if (handler.isGuard && delivery.isWithin(run)) delivery.leave(run, reason);
  }
}
