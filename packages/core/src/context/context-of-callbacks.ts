import { InvalidHandlerError } from "../errors/invalid-handler-error.js";
import type { Handler } from "../events/handler.js";
import { noHandlers, withHandlers } from "../events/handler-set.js";
import { mergeMetadata, noMetadata } from "./metadata.js";
import { carriedContext, type ContextCarrier, type RunContext } from "./run-context.js";
import { mergeTags, noTags } from "./tags.js";

/** A manager of another copy of a LangChain core, known by its fields. */
interface ManagerFields {
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
  const { [carriedContext]: carried, inheritableHandlers } = callbacks as ContextCarrier & ManagerFields; // read, not asked for by `in`: a text has no keys
  if (carried !== undefined || Array.isArray(callbacks)) return carried;
  if (inheritableHandlers === undefined) throw new InvalidHandlerError(callbacks);
  const foreign = callbacks as ManagerFields;
  return {
    parent: undefined,
    parentRunId: foreign._parentRunId,
    handlers: withHandlers(noHandlers, inheritableHandlers),
    localHandlers: withHandlers(noHandlers, foreign.handlers),
    tags: mergeTags(noTags, foreign.inheritableTags),
    localTags: mergeTags(noTags, foreign.tags),
    metadata: mergeMetadata(noMetadata, foreign.inheritableMetadata),
    localMetadata: mergeMetadata(noMetadata, foreign.metadata),
    visibility: undefined,
  };
}
