import { useAmbientContext, type ContextStorage } from "../ambient-context/ambient-context.js";
import type { EventType } from "./event-payloads.js";
import type { Handler } from "./handler.js";
import type { Redactor } from "./redactor.js";
import type { RunFacts } from "./run-facts.js";

/** Which handler failed, at what. */
export interface HandlerFailure {
  readonly handler: Handler;
  readonly handlerName: string;
  readonly eventType: EventType | "wrap";
  readonly run: RunFacts;
}

/** What holds for the whole process. */
export interface Settings {
  /** Hear every root run, and so everything below it. */
  readonly callbacks: readonly Handler[];
  /** Told of every failure of an observing handler. Default: failures are counted by `flush`, and nobody is told. */
  readonly onHandlerError: ((error: unknown, failure: HandlerFailure) => void) | undefined;
  /** Given a promise when a root run ends before its handlers are done; a serverless platform's `waitUntil`. */
  readonly waitUntil: ((delivered: Promise<void>) => void) | undefined;
  /** Applied before any handler. */
  readonly redactor: Redactor | undefined;
  /** True: runs wait for every handler, as if each had said `awaitHandlers`. Default false. */
  readonly awaitHandlers: boolean;
  /** Milliseconds an observing handler's promise may take before the handler is given up for that root run. Default 30,000. */
  readonly deliveryTimeoutMs: number;
  /** Events that may wait for one handler of one root run. Default 10,000. */
  readonly maxQueuedEvents: number;
  /** What happens when they are more: the root run waits, or the event is dropped and counted. Default `"wait"`. */
  readonly overflow: "wait" | "drop";
  /** Reports handlers that change what they are shown. Costs a copy per event and handler. Default false. */
  readonly development: boolean;
}

/** What {@link configure} takes. */
export type ConfigureOptions = { readonly [TKey in keyof Settings]?: Settings[TKey] | undefined } & {
  /** False switches ambient context off: children then take theirs from the config they are handed alone. Default true. */
  readonly ambientContext?: boolean | ContextStorage;
};

const defaults: Settings = {
  callbacks: [],
  onHandlerError: undefined,
  waitUntil: undefined,
  redactor: undefined,
  awaitHandlers: false,
  deliveryTimeoutMs: 30_000,
  maxQueuedEvents: 10_000,
  overflow: "wait",
  development: false,
};

/** The settings in force; replaced as a whole, never changed in place. */
export let settings: Settings = defaults;

/**
 * Sets what holds for the whole process, for runs that start from now on. Keys that are left out keep their value; `undefined`
 * brings the default back. Returns a function that restores what was in force before (but not ambient context).
 *
 * @example
 * ```ts
 * import { configure } from "@earshot/core/events";
 *
 * const restore = configure({ onHandlerError: (error, { handlerName }) => console.error(handlerName, error) });
 * restore();
 * ```
 */
export function configure(options: ConfigureOptions): () => void {
  const before = settings;
  const { ambientContext, ...changes } = options;
  if (ambientContext !== undefined) useAmbientContext(ambientContext);
  const merged: Record<string, unknown> = { ...settings };
  for (const [key, value] of Object.entries(changes)) merged[key] = value ?? defaults[key as keyof Settings];
  settings = Object.freeze(merged) as unknown as Settings;
  return () => {
    settings = before;
  };
}

/** Tells whoever listens for it that a handler failed; a listener that fails itself changes nothing. */
export function reportHandlerError(error: unknown, failure: HandlerFailure): void {
  try {
    settings.onHandlerError?.(error, failure);
  } catch {
    // A failing error listener must not fail the run it reports on.
  }
}
