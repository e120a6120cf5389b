import { InvalidHandlerError } from "../errors/invalid-handler-error.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { chatModelStreamEvent } from "./chat-model-stream-event-row.js";
import { eventTable, type EventRow } from "./event-table.js";
import type { Emission } from "./emission.js";
import type { Handler, TypedHandler } from "./handler.js";
import type { LangChainHandler } from "./langchain-handler.js";

/** How one handler hears one kind of event. */
export type Listener = (handler: Handler, emission: Emission) => unknown;

const rows = [...Object.values(eventTable), chatModelStreamEvent] as readonly unknown[] as readonly EventRow[];

/** What the dispatcher needs to know of a handler, found out once: which events it hears, and how it wants to be treated. */
export interface ResolvedHandler {
  readonly handler: Handler;
  /** What makes two attachments the same handler. */
  readonly key: unknown;
  readonly name: string;
  readonly isTyped: boolean;
  readonly isGuard: boolean;
  /** LangChain's `raiseError`: the caller gets the handler's own error, not a `HandlerAbort`. */
  readonly raisesOwnError: boolean;
  /** The run waits for what it returns. */
  readonly isInline: boolean;
  readonly isIsolated: boolean;
  readonly prefersStreaming: boolean;
  readonly wrap: TypedHandler["wrap"];
  /** Called at the event itself, even while an earlier event is still being handled. */
  readonly prepare: Listener | undefined;
  /** A bit for each row of the event table that it hears. */
  readonly mask: number;
  /** By row index. */
  readonly listeners: readonly (Listener | undefined)[];
}

const types: readonly string[] = Object.values(eventTable).map(({ type }) => type);
/** What is known of handlers, by their identity. */
export const resolvedHandlers = new WeakMap<object, ResolvedHandler>();

/**
 * Finds out what a handler hears. Done once for each object and remembered by its identity: methods and flags that are added after
 * the handler was first attached are not seen.
 *
 * @throws InvalidHandlerError, UnknownOptionError for what would silently hear nothing, or guard nothing
 */
export function resolveHandler(handler: Handler): ResolvedHandler {
  const known = resolvedHandlers.get(handler);
  if (known !== undefined) return known;
  if (typeof handler !== "object" || handler === null || Array.isArray(handler)) throw new InvalidHandlerError(handler);
  const made = resolve(handler);
  resolvedHandlers.set(handler, made);
  return made;
}

/**
 * A handler with LangChain methods is one, whatever else it has: many extend an EventEmitter, which has an `on`. One that has none may be for
 * another version; but a plain object without so much as a name is a mistake.
 */
function resolve(handler: Handler): ResolvedHandler {
  if (!rows.some((row) => row.methods.some((method) => method in handler))) {
    const { on, onEvent, wrap, name } = handler as TypedHandler;
    if (typeof onEvent === "function" || typeof wrap === "function" || (typeof on === "object" && on !== null))
      return resolveTyped(handler as TypedHandler);
    if (handler.constructor === Object && name === undefined) throw new InvalidHandlerError(handler);
  }
  return resolveLangChain(handler as LangChainHandler);
}

function resolveTyped(handler: TypedHandler): ResolvedHandler {
  const { name = "handler", key = handler, policy = "observe", awaitHandlers, isolate = false } = handler;
  const { onEvent, on, wrap } = handler;
  const isGuard = policy === "guard";
  if (!isGuard && policy !== "observe")
    throw new UnknownOptionError(`policy of the handler "${name}"`, policy, ["observe", "guard"]);
  for (const type in on)
    if (!types.includes(type)) throw new UnknownOptionError(`\`on\` of the handler "${name}"`, type, types);
  return {
    handler,
    key,
    name,
    isTyped: true,
    isGuard,
    raisesOwnError: false,
    isInline: isGuard || awaitHandlers === true,
    isIsolated: isolate,
    prefersStreaming: handler.lc_prefer_streaming === true,
    wrap: typeof wrap === "function" ? wrap : undefined,
    prepare: undefined,
    ...hearing((row) => ((onEvent ?? on?.[row.type]) === undefined || isStreamEvent(row) ? undefined : callTyped)),
  };
}

function resolveLangChain(handler: LangChainHandler): ResolvedHandler {
  const raises = handler.raiseError === true;
  return {
    handler,
    key: handler,
    name: handler.name ?? (handler.constructor === Object ? "handler" : handler.constructor.name),
    isTyped: false,
    isGuard: raises,
    raisesOwnError: raises,
    isInline: raises || handler.awaitHandlers === true,
    isIsolated: false,
    prefersStreaming: handler.lc_prefer_streaming === true || handler.lc_prefer_chat_model_stream_events === true,
    wrap: undefined,
    prepare: isTracer(handler) ? prepareTracer(handler) : undefined,
    ...hearing((row) => (hearsRow(handler, row) ? callMethod : undefined)),
  };
}

/** What a delta is told as besides. */
const isStreamEvent = (row: unknown): boolean => row === chatModelStreamEvent;

function hearsRow(handler: LangChainHandler, row: EventRow): boolean {
  if (isStreamEvent(row) && handler.lc_prefer_chat_model_stream_events !== true) return false;
  if (row.ignore !== undefined && handler[row.ignore]) return false;
  return row.methods.some((method) => typeof handler[method] === "function");
}

function hearing(listenerFor: (row: EventRow) => Listener | undefined): Pick<ResolvedHandler, "listeners" | "mask"> {
  const listeners = rows.map(listenerFor);
  return { listeners, mask: rows.reduce((mask, row) => (listeners[row.index] ? mask | row.bit : mask), 0) };
}

const callTyped: Listener = (handler, emission) => {
  const { on, onEvent } = handler as TypedHandler;
  const { event } = emission;
  const heard = (on?.[event.type] as ((event: unknown) => unknown) | undefined)?.(event);
  if (onEvent === undefined) return heard;
  if (heard === undefined) return (handler as TypedHandler).onEvent?.(event);
  return Promise.resolve(heard).then(() => (handler as TypedHandler).onEvent?.(event));
};

const callMethod: Listener = (handler, { row, run, payload }) =>
  row.call(handler as LangChainHandler, run, payload as never);

/** The part of LangChain's tracers that has to be told of a run before, and whatever the delivery of, their `handle…Start`. */
type Tracer = Record<`_createRunFor${Startable}Start`, (...values: unknown[]) => unknown> & {
  readonly _addRunToRunMap: unknown;
};

const startable = ["LLM", "ChatModel", "Chain", "Tool", "Retriever"] as const;
type Startable = (typeof startable)[number];

const isTracer = (handler: object): handler is Tracer => "_addRunToRunMap" in handler;

/** The tracer's `_create…` methods take what its `handle…Start` methods take, so the table's calls fit them. */
function prepareTracer(tracer: Tracer): Listener {
  const creator: Record<string, (component: unknown, input: unknown, ...values: unknown[]) => unknown> = {};
  for (const kind of startable)
    creator[`handle${kind}Start`] = (component, input, ...values) =>
      tracer[`_createRunFor${kind}Start`](
        component,
        kind === "Tool" ? argumentsByName(input as string) : input,
        ...values,
      );
  return (_, emission) => callMethod(creator as LangChainHandler, emission);
}

/** A tool's arguments, which handlers are told as text: tracers, listeners and stream events have them by name. */
export function argumentsByName(input: string): unknown {
  try {
    return input[0] === "{" ? JSON.parse(input) : input;
  } catch {
    return input;
  }
}
