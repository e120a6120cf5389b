import { InvalidHandlerError } from "../errors/invalid-handler-error.js";
import type { Handler, TypedHandler } from "./handler.js";
import { resolveHandler, type ResolvedHandler } from "./resolved-handler.js";
import { tapsStages } from "./taps-stages.js";

/** The handlers of a run, in the order they were attached, each once. Immutable, so that runs share it. */
export interface HandlerSet {
  readonly list: readonly ResolvedHandler[];
  /** A bit for each row of the event table that at least one of them hears. */
  readonly mask: number;
  readonly hasTyped: boolean;
  readonly prefersStreaming: boolean;
  /** Those with a `wrap`, outermost first. */
  readonly wrapping: readonly ResolvedHandler[];
  /** Those that put something around stages. */
  readonly tapping: readonly TypedHandler[];
}

/** Nobody listens. */
export const noHandlers: HandlerSet = makeSet([]);

const single = new WeakMap<ResolvedHandler, HandlerSet>();

/** The set with `more` attached after what it has; the same set if that adds nobody. */
export function withHandlers(set: HandlerSet, more: readonly Handler[] | undefined): HandlerSet {
  if (more === undefined || more.length === 0) return set;
  if (!Array.isArray(more)) throw new InvalidHandlerError(more);
  const [only] = more as readonly Handler[];
  if (set === noHandlers && more.length === 1 && only !== undefined) return setOfOne(resolveHandler(only));
  return withResolved(set, more.map(resolveHandler));
}

/** {@link withHandlers} for handlers that are resolved already. */
export function withResolved(set: HandlerSet, more: readonly ResolvedHandler[]): HandlerSet {
  let list = set.list;
  for (const handler of more) if (!list.some((known) => known.key === handler.key)) list = [...list, handler];
  if (list === set.list) return set;
  const [only] = list;
  return list.length === 1 && only !== undefined ? setOfOne(only) : makeSet(list);
}

/** The most common set, made once for each handler. */
function setOfOne(handler: ResolvedHandler): HandlerSet {
  let set = single.get(handler);
  if (set === undefined) single.set(handler, (set = makeSet([handler])));
  return set;
}

function makeSet(list: readonly ResolvedHandler[]): HandlerSet {
  return {
    list,
    mask: list.reduce((mask, handler) => mask | handler.mask, 0),
    hasTyped: list.some((handler) => handler.isTyped),
    prefersStreaming: list.some((handler) => handler.prefersStreaming),
    wrapping: list.filter((handler) => handler.wrap !== undefined),
    tapping: list.flatMap(({ handler }) => (tapsStages in handler ? handler : [])),
  };
}
