import { safeJson } from "../util/safe-json.js";
import { createEvent, type EarshotEvent, type Moment } from "./event.js";
import type { EventRow } from "./event-table.js";
import type { EventPayloads, EventType } from "./event-payloads.js";
import type { RunFacts, RunStatus } from "./run-facts.js";

/** A run as far as its place in the tree goes, and what may be shown of it. */
export interface RunNode {
  readonly parent: RunNode | undefined;
  readonly status: RunStatus | "open";
  readonly shownFacts: RunFacts;
}

/** What an emission is made of besides its row and the facts of its run. */
export interface EmissionSubject extends Moment {
  readonly payload: EventPayloads[EventType];
  /** The run itself, of which handlers may see no more than facts. */
  readonly origin: RunNode;
}

/**
 * One event on its way to its handlers. LangChain-method handlers are called straight from it; the frozen event object is made
 * for the first typed handler that reads it (freezing costs as much as the rest of the event).
 */
export class Emission implements Moment {
  declare readonly row: EventRow;
  /** What the event says of its run; not to be handed over as it is: see {@link shownFacts}. */
  declare readonly run: RunFacts;
  declare readonly payload: EventPayloads[EventType];
  declare readonly seq: number;
  declare readonly time: number;
  readonly #origin: RunNode;
  #event: EarshotEvent | undefined;

  constructor(row: EventRow, run: RunFacts, subject: EmissionSubject) {
    this.row = row;
    this.run = run;
    this.payload = subject.payload;
    this.seq = subject.seq;
    this.time = subject.time;
    this.#origin = subject.origin;
  }

  get event(): EarshotEvent {
    return (this.#event ??= createEvent(this.row.type, this));
  }

  /** The facts of its run on their own, for whoever is given them as an object. */
  get shownFacts(): RunFacts {
    return this.#origin.shownFacts;
  }

  /** True once the run it is of has ended badly. */
  get isOfBadEnd(): boolean {
    const { status } = this.#origin;
    return status !== "open" && status !== "ok";
  }

  /** True if it is of this run or of one below. */
  isWithin(run: RunNode): boolean {
    for (let node: RunNode | undefined = this.#origin; node !== undefined; node = node.parent)
      if (node === run) return true;
    return false;
  }

  /** The same event with a plain copy of its payload, which its handler may keep or change. */
  isolated(): Emission {
    return new Emission(this.row, this.run, {
      payload: safeJson(this.payload) as never,
      seq: this.seq,
      time: this.time,
      origin: this.#origin,
    });
  }
}
