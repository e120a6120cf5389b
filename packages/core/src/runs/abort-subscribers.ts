import { UnknownOptionError } from "../errors/unknown-option-error.js";

/** What is told that a signal aborts. */
export interface AbortSubscriber {
  onAbort(signal: AbortSignal): void;
}

/** All that one signal may cancel, in the order they came, behind one listener: Node warns of a leak when a signal has more than ten. */
class AbortSubscribers {
  readonly all = new Set<AbortSubscriber>();

  /** As a listener. */
  handleEvent({ target }: Event): void {
    const told = [...this.all]; // those that are told let go, and what they cause may subscribe anew
    for (const subscriber of told) subscriber.onAbort(target as AbortSignal);
  }
}

const subscribersOf = new WeakMap<AbortSignal, AbortSubscribers>();

/** Tells the subscriber when the signal aborts, until {@link unsubscribeFromAbort}. */
export function subscribeToAbort(signal: AbortSignal, subscriber: AbortSubscriber): void {
  let subscribers = subscribersOf.get(signal);
  if (subscribers === undefined) {
    if (signal?.aborted === undefined) throw new UnknownOptionError("signal", `${signal}`, ["AbortSignal"]);
    subscribersOf.set(signal, (subscribers = new AbortSubscribers()));
    signal.addEventListener("abort", subscribers, { once: true });
  }
  subscribers.all.add(subscriber);
}

/** Lets go of the signal; of its listener too when nobody is left. */
export function unsubscribeFromAbort(signal: AbortSignal, subscriber: AbortSubscriber): void {
  const subscribers = subscribersOf.get(signal);
  if (subscribers === undefined || !subscribers.all.delete(subscriber) || subscribers.all.size > 0) return;
  subscribersOf.delete(signal);
  signal.removeEventListener("abort", subscribers);
}
