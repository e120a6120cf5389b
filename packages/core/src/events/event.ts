import type { Serialized } from "../load/serialized.js";
import type { EventPayloads, EventType } from "./event-payloads.js";
import type { RunFacts, RunKind, Visibility } from "./run-facts.js";

/** What every event says about the run it belongs to, and when it happened. */
export interface EventFacts<TType extends EventType = EventType> {
  readonly type: TType;
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly rootRunId: string;
  /** Rises strictly within a root run. */
  readonly seq: number;
  /** Unix milliseconds. */
  readonly time: number;
  readonly kind: RunKind;
  readonly runType: string | undefined;
  readonly name: string;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility;
  /** The component in LangChain's form, secrets masked. A getter, built when read; not part of the event's JSON. */
  readonly serialized: Serialized;
}

/** The event of one type: the run's facts and that type's own payload. */
export type EventOf<TType extends EventType> = TType extends EventType
  ? EventFacts<TType> & EventPayloads[TType]
  : never;

/** Any event; `switch (event.type)` narrows it. Events are frozen. */
export type EarshotEvent = EventOf<EventType>;

/** When an event happened: its place among all of its root run, and the clock. */
export interface Moment {
  readonly seq: number;
  readonly time: number;
}

class RunEvent {
  declare readonly type: EventType;
  declare readonly runId: string;
  declare readonly parentRunId: string | undefined;
  declare readonly rootRunId: string;
  declare readonly seq: number;
  declare readonly time: number;
  declare readonly kind: RunKind;
  declare readonly runType: string | undefined;
  declare readonly name: string;
  declare readonly tags: readonly string[];
  declare readonly metadata: Readonly<Record<string, unknown>>;
  declare readonly visibility: Visibility;
  readonly #run: RunFacts;

  constructor(type: EventType, run: RunFacts, moment: Moment) {
    this.type = type;
    this.runId = run.runId;
    this.parentRunId = run.parentRunId;
    this.rootRunId = run.rootRunId;
    this.seq = moment.seq;
    this.time = moment.time;
    this.kind = run.kind;
    this.runType = run.runType;
    this.name = run.name;
    this.tags = run.tags;
    this.metadata = run.metadata;
    this.visibility = run.visibility;
    this.#run = run;
  }

  get serialized(): Serialized {
    return this.#run.serialized;
  }
}

/** The frozen event object that typed handlers are given. */
export function createEvent<TType extends EventType>(
  type: TType,
  subject: Moment & { readonly run: RunFacts; readonly payload: EventPayloads[TType] },
): EventOf<TType> {
  const event = new RunEvent(type, subject.run, subject);
  return Object.freeze(Object.assign(event, subject.payload)) as unknown as EventOf<TType>;
}
