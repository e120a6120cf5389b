import { withHandlers, withResolved } from "../events/handler-set.js";
import type { Handler } from "../events/handler.js";
import { resolveHandler } from "../events/resolved-handler.js";
import { rootHandlers } from "../events/root-handlers.js";
import { listedHandlers } from "../context/listed-handlers.js";
import type { RunnableConfig } from "../context/run-config.js";
import { contextOf } from "./open-run.js";

/** One way a handler is attached. */
export interface CallbackOrigin {
  readonly handler: Handler;
  readonly name: string;
  /** Where it comes from: the call's config, the run the config belongs to, `configure()`, or the object's constructor. */
  readonly origin: "config" | "inherited" | "configure" | "constructor";
  /** Whether the runs below hear it as well; a manager may hold handlers for the next run alone. */
  readonly reaches: "this run and all below" | "this run alone" | "this object's own runs";
  /** False when an earlier entry is the same handler: it hears each event once. */
  readonly isHeard: boolean;
}

/** What may have handlers of its own, and of the config that is bound to it. */
interface Heard {
  readonly callbacks?: unknown;
  readonly config?: RunnableConfig;
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
  const around = contextOf(config);
  const { handlers, localHandlers } = around;
  const local = withResolved(handlers, localHandlers.list).list.slice(handlers.list.length);
  // What a manager brings that belongs to no run was given to this call.
  const carried = around.parent === undefined ? "config" : "inherited";
  const heard: Heard = runnable;
  const far = "this run and all below";
  const found: Found[] = [
    ...handlers.list.map(({ handler }): Found => [handler, carried, far]),
    ...local.map(({ handler }): Found => [handler, carried, "this run alone"]),
    ...given(config).map((handler): Found => [handler, "config", far]),
    ...given(heard.config).map((handler): Found => [handler, "config", far]),
    ...(around.parent === undefined ? rootHandlers(withHandlers(handlers, given(config))) : []).map(
      (handler): Found => [handler, "configure", far],
    ),
    ...given(heard).map((handler): Found => [handler, "constructor", "this object's own runs"]),
  ];
  const keys = new Set<unknown>();
  return found.map(([handler, origin, reaches]) => {
    const { key, name } = resolveHandler(handler);
    const isHeard = !keys.has(key);
    keys.add(key);
    return { handler, name, origin, reaches, isHeard };
  });
}

type Found = readonly [handler: Handler, origin: CallbackOrigin["origin"], reaches: CallbackOrigin["reaches"]];

const given: (holder: Heard | undefined) => readonly Handler[] = (holder) => listedHandlers(holder) ?? [];
