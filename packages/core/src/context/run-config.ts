import type { Handler } from "../events/handler.js";
import type { Visibility } from "../events/run-facts.js";
import type { BridgedCallbacks } from "./interop.js";
import type { ContextCarrier } from "./run-context.js";

/** Where a merged config keeps the signals that its `signal` took the place of: all of them count. */
export const alsoAbortedBy: unique symbol = Symbol("earshot.signals");

/** Handlers for a call: a list of them, or a callback manager such as the one in the config that a run's body is handed. */
export type Callbacks = readonly Handler[] | ContextCarrier | BridgedCallbacks;

/**
 * What a call may say about its run. Never edited in place. Keys that Earshot doesn't know are handed on to the runs below.
 *
 * Merged with what the run inherits: tags are united, metadata is merged with the nearest winning, callbacks are united.
 */
export interface RunnableConfig {
  /** Hear this run and all below it. */
  callbacks?: Callbacks | undefined;
  /** On this run and all below it. */
  tags?: readonly string[] | undefined;
  /** On this run and all below it. Read by handlers, so no place for secrets. */
  metadata?: Readonly<Record<string, unknown>> | undefined;
  /** The name of this run alone. */
  runName?: string | undefined;
  /** The id of this run alone; a UUID if a tracing service is to take it. */
  runId?: string | undefined;
  /** Cancels the run and all below it. */
  signal?: AbortSignal | undefined;
  /** Milliseconds after which the run and all below it are cancelled. */
  timeout?: number | undefined;
  /** How many inputs of a `batch` run at a time; default all. */
  maxConcurrency?: number | undefined;
  /** How deep runs may nest; handed on, less one a level, to runnables that watch it. */
  recursionLimit?: number | undefined;
  /** Values for configurable parts; handed on, and never copied to metadata. */
  configurable?: Record<string, unknown> | undefined;
  /** Whether the events of this run and all below it are meant for the app's user. Default `"user"`. */
  visibility?: Visibility | undefined;
  /** Given a promise when this root run ends before its handlers are done, in place of the configured `waitUntil`. */
  waitUntil?: ((delivered: Promise<void>) => void) | undefined;
  /** @internal */
  [alsoAbortedBy]?: readonly AbortSignal[];
}

const ownKeys = new Set([
  "callbacks",
  "tags",
  "metadata",
  "runName",
  "runId",
  "signal",
  "timeout",
  "visibility",
  "waitUntil",
]);

/** True for a key that the run itself makes use of; the others are for the runs below. */
export function isOwnConfigKey(key: string): boolean {
  return ownKeys.has(key);
}
