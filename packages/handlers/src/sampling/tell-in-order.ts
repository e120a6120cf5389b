import type { RelayedEvent } from "@earshot/core/events/relay";

/**
 * Tells a handler of one event after the other, waiting for each promise it returns. A failure keeps nobody from hearing the rest.
 *
 * @returns a promise if the handler returned one
 * @throws what the handler threw; if it threw several times, an AggregateError
 */
export function tellInOrder(events: readonly RelayedEvent[]): Promise<void> | undefined {
  const failures: unknown[] = [];
  for (const [index, event] of events.entries()) {
    try {
      const told = event.tell();
      if (isThenable(told)) return tellRest(told, events.slice(index + 1), failures);
    } catch (error) {
      failures.push(error);
    }
  }
  raise(failures);
  return undefined;
}

async function tellRest(
  first: PromiseLike<unknown>,
  events: readonly RelayedEvent[],
  failures: unknown[],
): Promise<void> {
  for (let told: unknown = first, index = 0; ; index++) {
    try {
      await told;
    } catch (error) {
      failures.push(error);
    }
    const next = events[index];
    if (next === undefined) break;
    told = attempt(next);
  }
  raise(failures);
}

/** A throw is a rejection here. */
async function attempt(event: RelayedEvent): Promise<unknown> {
  return event.tell();
}

function raise(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new AggregateError(failures, `${failures.length} of the events that were held failed.`);
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
