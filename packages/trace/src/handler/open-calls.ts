import type { EarshotEvent } from "@earshot/core/events";
import { type EventModel, modelOfEvent } from "../events/model-of-event.js";

const maxKnown = 10_000;

/** Remembers of runs that are open what their ends don't say: which model was asked, and whether a run that is heard goes on above. */
export class OpenCalls {
  readonly #asked = new Map<string, EventModel | undefined>();

  /** Whether any is open. */
  get hasAny(): boolean {
    return this.#asked.size > 0;
  }

  /** Notes a start. Of more runs than can be remembered, the later ones are told less of. */
  start(event: EarshotEvent): void {
    if (this.#asked.size < maxKnown) this.#asked.set(event.runId, modelOfEvent(event));
  }

  /** What was asked by a run that ends now, and whether that end is the last word of all that is heard of its tree. */
  end({ runId, parentRunId }: EarshotEvent): { readonly asked: EventModel | undefined; readonly isLastWord: boolean } {
    const asked = this.#asked.get(runId);
    this.#asked.delete(runId);
    return { asked, isLastWord: parentRunId === undefined || !this.#asked.has(parentRunId) };
  }
}
