import type { Handler } from "../events/handler.js";
import { noHandlers, withHandlers, type HandlerSet } from "../events/handler-set.js";
import type { Visibility } from "../events/run-facts.js";

/** Where an object keeps the {@link RunContext} it carries. */
export const carriedContext: unique symbol = Symbol.for("earshot.context") as never;

/** Something that can be handed over as `callbacks` and brings a whole context along: a callback manager. */
export interface ContextCarrier {
  readonly [carriedContext]: RunContext<unknown>;
}

/** What a run takes from where it is started. Immutable; `local` parts are for the next run alone. */
export interface RunContext<TParent> {
  /** The run it belongs to. */
  readonly parent: TParent | undefined;
  /** For a parent of another runtime, of which only the id is known. */
  readonly parentRunId: string | undefined;
  readonly handlers: HandlerSet;
  readonly localHandlers: HandlerSet;
  readonly tags: readonly string[];
  readonly localTags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly localMetadata: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility | undefined;
}

/** No tags, shared by all runs without. */
export const noTags: readonly string[] = Object.freeze([]);

/** No metadata, shared by all runs without. */
export const noMetadata: Readonly<Record<string, unknown>> = Object.freeze({});

/** A context with nobody in it. */
export const emptyContext: RunContext<never> = Object.freeze({
  parent: undefined,
  parentRunId: undefined,
  handlers: noHandlers,
  localHandlers: noHandlers,
  tags: noTags,
  localTags: noTags,
  metadata: noMetadata,
  localMetadata: noMetadata,
  visibility: undefined,
});

/** A manager of another copy of a LangChain core, known by its fields. */
interface ForeignManager {
  readonly handlers: readonly Handler[];
  readonly inheritableHandlers: readonly Handler[];
  readonly tags?: readonly string[];
  readonly inheritableTags?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly inheritableMetadata?: Readonly<Record<string, unknown>>;
  readonly _parentRunId?: string;
}

/** The context that a value given as `callbacks` brings along: from a manager, our own or a foreign one, or `undefined` for a list. */
export function contextOfCallbacks(callbacks: object): RunContext<unknown> | undefined {
  if (carriedContext in callbacks) return (callbacks as ContextCarrier)[carriedContext];
  if (!("inheritableHandlers" in callbacks)) return undefined;
  const foreign = callbacks as ForeignManager;
  return {
    parent: undefined,
    parentRunId: foreign._parentRunId,
    handlers: withHandlers(noHandlers, foreign.inheritableHandlers),
    localHandlers: withHandlers(noHandlers, foreign.handlers),
    tags: mergeTags(noTags, foreign.inheritableTags),
    localTags: mergeTags(noTags, foreign.tags),
    metadata: mergeMetadata(noMetadata, foreign.inheritableMetadata),
    localMetadata: mergeMetadata(noMetadata, foreign.metadata),
    visibility: undefined,
  };
}

/** Lists that this module made: without duplicates and frozen, so that runs can share them. */
const made = new WeakSet<readonly string[]>([noTags]);

function makeTags(tags: readonly string[]): readonly string[] {
  const unique = Object.freeze([...new Set(tags)]);
  made.add(unique);
  return unique;
}

/** The union, in order of first appearance; a list of its own, whoever changes what it was made of. */
export function mergeTags(tags: readonly string[], more: readonly string[] | undefined): readonly string[] {
  if (more === undefined || more.length === 0 || more === tags) return tags;
  if (tags.length === 0) return made.has(more) ? more : makeTags(more);
  return more.every((tag) => tags.includes(tag)) ? tags : makeTags([...tags, ...more]);
}

/** Both, `more` winning; never one of the two edited in place. */
export function mergeMetadata(
  metadata: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (more === undefined || more === metadata || isEmpty(more)) return metadata;
  return Object.freeze({ ...metadata, ...more });
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}
