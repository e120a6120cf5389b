import type { Handler } from "../events/handler.js";
import { resolveHandler } from "../events/resolved-handler.js";
import { settings } from "../events/settings.js";
import type { RunnableConfig } from "../context/run-config.js";
import { contextOf } from "./open-run.js";

/** One way a handler is attached. */
export interface CallbackOrigin {
  readonly handler: Handler;
  readonly name: string;
  /** Where it comes from: the call's config, the run the config belongs to, `configure()`, or the object's constructor. */
  readonly origin: "config" | "inherited" | "configure" | "constructor";
  /** Whether the runs below hear it as well. */
  readonly reaches: "this run and all below" | "this object's own runs";
  /** False when an earlier entry is the same handler: it hears each event once. */
  readonly isHeard: boolean;
}

/** What has handlers of its own. */
interface WithCallbacks {
  readonly callbacks?: readonly Handler[] | object | undefined;
}

/**
 * Who would hear a call of `runnable` with `config`, in the order they are told, and why.
 *
 * @example
 * ```ts
 * import { explainCallbacks } from "@earshot/core/events";
 *
 * const [entry] = explainCallbacks({}, { callbacks: [{ name: "mine", handleText() {} }] });
 * console.log(entry?.name, entry?.origin); // => mine config
 * ```
 */
export function explainCallbacks(runnable: object, config: RunnableConfig = {}): readonly CallbackOrigin[] {
  const { callbacks } = config;
  const around = contextOf(config);
  const inherited = [...around.handlers.list, ...around.localHandlers.list].map(({ handler }) => handler);
  const bound = (runnable as { readonly config?: RunnableConfig }).config?.callbacks;
  const own = (runnable as WithCallbacks).callbacks;
  const found = [
    ...inherited.map((handler) => ({ handler, origin: "inherited" as const })),
    ...listOf(callbacks).map((handler) => ({ handler, origin: "config" as const })),
    ...listOf(bound).map((handler) => ({ handler, origin: "config" as const })),
    ...(around.parent === undefined ? settings.callbacks : []).map((handler) => ({
      handler,
      origin: "configure" as const,
    })),
    ...listOf(own).map((handler) => ({ handler, origin: "constructor" as const })),
  ];
  const keys = new Set<unknown>();
  return found.map(({ handler, origin }) => {
    const { key, name } = resolveHandler(handler);
    const isHeard = !keys.has(key);
    keys.add(key);
    return {
      handler,
      name,
      origin,
      reaches: origin === "constructor" ? "this object's own runs" : "this run and all below",
      isHeard,
    };
  });
}

function listOf(callbacks: unknown): readonly Handler[] {
  return Array.isArray(callbacks) ? (callbacks as readonly Handler[]) : [];
}
