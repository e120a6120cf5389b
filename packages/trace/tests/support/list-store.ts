import type { TraceEvent } from "../../src/schema/trace-event.js";
import type { TraceStore } from "../../src/store/trace-store.js";

/** A store that keeps what it is given in a list, each event once; asked for anything else it fails. */
export class ListStore {
  readonly batches: number[] = [];
  readonly #events = new Map<string, TraceEvent>();
  /** What the next appends do in place of keeping. */
  fails: (() => Promise<void>)[] = [];

  get events(): readonly TraceEvent[] {
    return [...this.#events.values()];
  }

  get store(): TraceStore {
    return this as unknown as TraceStore;
  }

  async append(events: readonly TraceEvent[]): Promise<void> {
    await this.fails.shift()?.();
    this.batches.push(events.length);
    for (const event of events) this.#events.set(`${event.runId} ${event.seq} ${event.type}`, event);
  }
}
