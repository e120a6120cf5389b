import { safeJson } from "../util/safe-json.js";
import { createEvent, type EarshotEvent, type Moment } from "./event.js";
import type { EventRow } from "./event-table.js";
import type { EventPayloads, EventType } from "./event-payloads.js";
import type { RunFacts } from "./run-facts.js";

/**
 * One event on its way to its handlers. LangChain-method handlers are called straight from it; the frozen event object is made
 * for the first typed handler that reads it (freezing costs as much as the rest of the event).
 */
export class Emission {
  readonly row: EventRow;
  readonly run: RunFacts;
  readonly payload: EventPayloads[EventType];
  readonly moment: Moment;
  #event: EarshotEvent | undefined;

  constructor(row: EventRow, run: RunFacts, subject: { readonly payload: EventPayloads[EventType]; readonly moment: Moment }) {
    this.row = row;
    this.run = run;
    this.payload = subject.payload;
    this.moment = subject.moment;
  }

  get event(): EarshotEvent {
    return (this.#event ??= createEvent(this.row.type, this));
  }

  /** The same event with a plain copy of its payload, which its handler may keep or change. */
  isolated(): Emission {
    return new Emission(this.row, this.run, { payload: safeJson(this.payload) as never, moment: this.moment });
  }
}
