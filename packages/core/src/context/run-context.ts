import { noHandlers, type HandlerSet } from "../events/handler-set.js";
import type { Visibility } from "../events/run-facts.js";
import { noMetadata } from "./metadata.js";
import { noTags } from "./tags.js";

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
