import type { EarshotEvent, EventOf, EventType, RunKind, RunStatus } from "@earshot/core/events";

/** What a field has to be: a value, of objects what matters of them; a pattern of a text; or a function that says whether it will do. */
export type FieldPattern<TValue> = [TValue] extends [string | undefined]
  ? TValue | RegExp | ((value: TValue) => boolean)
  : [TValue] extends [number | boolean | undefined]
    ? TValue | ((value: TValue) => boolean)
    : unknown;

type Fields<TEvent> = { readonly [TKey in Exclude<keyof TEvent, "type">]?: FieldPattern<TEvent[TKey]> };

type OfType<TType extends EventType> = { readonly type: TType } & Fields<EventOf<TType>>;

/**
 * Which events are meant: those that have at least these fields, or those that a function picks. Objects and errors match if they have what the
 * pattern has, lists if they are as long; a text matches the message that says it; a matcher of the test framework, such as
 * `expect.any(String)`, what it matches.
 */
export type EventPattern =
  | { readonly [TType in EventType]: OfType<TType> }[EventType]
  | ({ readonly type?: undefined } & Fields<Omit<EarshotEvent, "type">>)
  | ((event: EarshotEvent) => boolean);

/** Which runs are meant, and how they have to have ended. */
export interface RunPattern {
  readonly kind?: RunKind;
  readonly name?: string | RegExp;
  readonly runType?: string;
  /** Tags that it has to have, others being allowed. */
  readonly tags?: readonly string[];
  readonly status?: RunStatus;
}

/** What was heard: events, or the handler that recorded them. */
export type Heard = readonly EarshotEvent[] | { readonly events: readonly EarshotEvent[] };
