import { createEvent, type EarshotEvent } from "./event.js";
import { chatModelStreamEvent } from "./chat-model-stream-event-row.js";
import type { Emission } from "./emission.js";
import type { EventType } from "./event-payloads.js";
import { eventTable, type EventRow } from "./event-table.js";
import type { Handler, TypedHandler } from "./handler.js";
import { reportHandlerError } from "./report-handler-error.js";
import { resolvedHandlers, resolveHandler, type Listener, type ResolvedHandler } from "./resolved-handler.js";
import type { RunFacts } from "./run-facts.js";

/** An event on its way to a handler, in the hands of a {@link Relay}. */
export interface RelayedEvent {
  readonly type: EventType;
  readonly run: RunFacts;
  /** The event itself, made when it is first read. What a delta is told as besides, to handlers of stream events, is a delta without text. */
  readonly event: EarshotEvent;
  /**
   * Tells the handler, in its own way: by `on` and `onEvent`, or by LangChain's method. Answers what the handler returned, throws what it
   * threw; does nothing if the handler doesn't hear the type. May be called later, or never.
   */
  tell(): unknown;
}

/** What stands between events and a handler. */
export interface Relay {
  /** The types that are let through; the others stay unheard, and free. Default: what the handler hears. */
  readonly types?: readonly EventType[];
  /** Whether the handler is told. Asked for each event; a tracer is asked about twice. */
  hears?(event: RelayedEvent): boolean;
  /**
   * Called in place of the handler, for events of every type, whether the handler hears them or not. What it returns and throws counts as
   * the handler's.
   */
  onEvent?(event: RelayedEvent): unknown;
  /** Whether the handler's `wrap` goes around a run. Default: it does. */
  wraps?(run: RunFacts): boolean;
}

/**
 * A handler that is told what a relay lets through to `handler`, and that is in all else like it, whatever shape it has: its name,
 * its policy, whether it is waited for, isolated or concurrent, LangChain's `raiseError`. It is a handler of its own: attached beside `handler`, both
 * are told.
 *
 * @throws InvalidHandlerError, UnknownOptionError if `handler` is none
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { relayHandler } from "@earshot/core/events/relay";
 *
 * const langchain = { handleChainStart: (...[, , runId]: [unknown, unknown, string]) => console.log("started", runId) };
 * const chosen = relayHandler(langchain, { hears: ({ run }) => run.tags.includes("mine") });
 * const options = { kind: "chain", name: "greet", start: { inputs: "world" } } as const;
 * await run(options, () => 1, { callbacks: [chosen], runId: "a", tags: ["mine"] });
 * await run(options, () => 2, { callbacks: [chosen], runId: "b" });
 * // => started a
 * ```
 */
export function relayHandler(handler: Handler, relay: Relay): Handler {
  const inner = resolveHandler(handler);
  const { concurrent } = handler as TypedHandler;
  const relaying = { name: inner.name, concurrent };
  resolvedHandlers.set(relaying, {
    ...inner,
    ...listening(inner, relay),
    handler: relaying,
    key: relaying,
    isTyped: true, // the relay may read events, which have a time
    prepare: relay.onEvent === undefined ? preparing(inner, relay) : undefined,
    wrap: inner.wrap && wrapping(inner, relay),
  });
  return relaying;
}

class EmissionForRelay implements RelayedEvent {
  readonly #inner: ResolvedHandler;
  readonly #emission: Emission;
  readonly #preparesWhenTold: boolean;

  constructor(inner: ResolvedHandler, emission: Emission, preparesWhenTold = false) {
    this.#inner = inner;
    this.#emission = emission;
    this.#preparesWhenTold = preparesWhenTold;
  }

  get type(): EventType {
    return this.#emission.row.type;
  }

  get run(): RunFacts {
    return this.#emission.shownFacts;
  }

  get event(): EarshotEvent {
    const { row, run, seq, time } = this.#emission;
    if (row.index !== chatModelStreamEvent.index) return this.#emission.event;
    return createEvent(row.type, { run, seq, time, payload: { chunk: undefined, text: "", index: 0, parts: [] } });
  }

  tell(): unknown {
    const { handler, listeners, prepare } = this.#inner;
    if (this.#preparesWhenTold && prepare !== undefined) this.#prepare(prepare);
    return listeners[this.#emission.row.index]?.(handler, this.#emission);
  }

  #prepare(prepare: Listener): void {
    const { handler, name } = this.#inner;
    try {
      prepare(handler, this.#emission);
    } catch (error) {
      reportHandlerError(error, { handler, handlerName: name, eventType: this.type, run: this.run });
    }
  }
}

/** Which rows the relaying handler hears, and how. */
function listening(inner: ResolvedHandler, relay: Relay): Pick<ResolvedHandler, "listeners" | "mask"> {
  const hears = (row: EventRow): boolean => {
    const own = inner.listeners[row.index] !== undefined;
    if (relay.onEvent !== undefined) return own || row.index !== chatModelStreamEvent.index;
    return own && relay.types?.includes(row.type) !== false;
  };
  const rows = [...Object.values(eventTable), chatModelStreamEvent] as readonly unknown[] as readonly EventRow[];
  const listener = relay.onEvent === undefined ? telling(inner, relay) : handingOver(inner, relay);
  const listeners = rows.map((row) => (hears(row) ? listener : undefined));
  return { listeners, mask: rows.reduce((mask, row) => (listeners[row.index] ? mask | row.bit : mask), 0) };
}

const telling =
  (inner: ResolvedHandler, relay: Relay): Listener =>
  (_, emission) => {
    const told = inner.listeners[emission.row.index];
    if (relay.hears?.(new EmissionForRelay(inner, emission)) === false) return undefined;
    return told?.(inner.handler, emission);
  };

const handingOver =
  (inner: ResolvedHandler, relay: Relay): Listener =>
  (_, emission) =>
    relay.onEvent?.(new EmissionForRelay(inner, emission, true));

function wrapping({ handler, wrap }: ResolvedHandler, relay: Relay): ResolvedHandler["wrap"] {
  return <TResult>(run: RunFacts, next: () => TResult): TResult =>
    relay.wraps?.(run) === false ? next() : (wrap?.call(handler, run, next) as TResult);
}

/** What a tracer has to be told at the event itself, it is told if it will be told of the event. */
function preparing(inner: ResolvedHandler, relay: Relay): Listener | undefined {
  const { prepare } = inner;
  if (prepare === undefined || relay.hears === undefined)
    return prepare && ((_, event) => prepare(inner.handler, event));
  return (_, emission) => {
    if (relay.hears?.(new EmissionForRelay(inner, emission))) prepare(inner.handler, emission);
  };
}
