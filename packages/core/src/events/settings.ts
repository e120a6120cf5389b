import { ambientContext as carrier } from "../ambient-context/ambient-context.js";
import type { ContextStorage } from "../ambient-context/context-storage.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { noHandlers, withHandlers } from "./handler-set.js";
import type { Handler } from "./handler.js";
import type { HandlerFailure } from "./handler-failure.js";
import type { Redactor } from "./redactor.js";

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

let checkSettings = (_options: ConfigureOptions): void => undefined;

/** Has each call of {@link configure} looked at before it counts. */
export function installSettingsCheck(check: (options: ConfigureOptions) => void): void {
  checkSettings = check;
}

type Changes = Readonly<Record<string, unknown>>;

/** What was set and not taken back, the latest last: what is taken back in between leaves what was set later. */
let layers: readonly Changes[] = [];

/**
 * Sets what holds for the whole process, for runs that start from now on. Keys that are left out keep their value; `undefined`
 * brings the default back; `callbacks` take the place of those set before. Returns a function that takes this call back, and no other (but
 * not ambient context).
 *
 * @throws UnknownOptionError for a key that is none, InvalidHandlerError for callbacks that are none
 * @throws InvalidOptionError for a value that a key can't have (where methods of runnables are wired in, as on Node: a page may go without)
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
  checkSettings(options);
  const { ambientContext, ...changes } = options;
  for (const key in changes)
    if (!(key in defaults)) throw new UnknownOptionError("configure", key, Object.keys(defaults));
  withHandlers(noHandlers, changes.callbacks); // what can't hear is refused here, not by every run to come
  if (ambientContext !== undefined) carrier.use(ambientContext);
  use([...layers, changes]);
  return () => use(layers.filter((layer) => layer !== changes));
}

function use(next: readonly Changes[]): void {
  layers = next;
  const merged: Record<string, unknown> = { ...defaults };
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer)) merged[key] = value ?? defaults[key as keyof Settings];
  settings = Object.freeze(merged) as unknown as Settings;
}
