import type { Handler } from "@earshot/core/events";
import { ForeignRuns } from "@earshot/core/events/foreign";
import { checkOption, option, type OptionShape } from "@earshot/core/options";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { EarshotCallbacks } from "./earshot-callbacks.js";

const made = new WeakMap<Handler, BaseCallbackHandler>();
const sources = new WeakMap<object, Handler>();

const oneHandler: OptionShape = {
  wanted: "one handler: for more, `handlers.map((handler) => toLangChain(handler))`",
  fits: option.object.fits,
};

/**
 * An Earshot handler for LangChain's and LangGraph's runs: goes into any `callbacks: [...]`, of an object, a call, or a graph. It hears
 * the same events as of Earshot's runs, each once however often it is attached, each run ended once; a guard stops the run. What LangChain
 * doesn't tell can't be heard: `wrap` is not called, retries and fallbacks say nothing.
 *
 * The same handler gives the same object.
 *
 * @throws InvalidOptionError, InvalidHandlerError, UnknownOptionError for what is no handler, so that nothing is deaf
 * @example
 * ```ts
 * import { defineHandler } from "@earshot/core/events";
 * import { toLangChain } from "@earshot/langchain";
 * import { RunnableLambda } from "@langchain/core/runnables";
 *
 * const ends = defineHandler({ on: { "chain.end": (event) => console.log(event.name, event.status) } });
 * const double = RunnableLambda.from((n: number) => n * 2).withConfig({ runName: "double" });
 * await double.invoke(4, { callbacks: [toLangChain(ends)] }); // => double ok
 * ```
 */
export function toLangChain(handler: Handler): BaseCallbackHandler {
  let callbacks = made.get(handler);
  if (callbacks === undefined) {
    checkOption("what toLangChain is given", handler, oneHandler);
    const name = `earshot:${handler.name ?? "handler"}`;
    callbacks = new EarshotCallbacks(name, new ForeignRuns({ handlers: [handler] })) as unknown as BaseCallbackHandler;
    made.set(handler, callbacks);
    sources.set(callbacks, handler);
  }
  return callbacks;
}

/** The Earshot handler that something in LangChain's `callbacks` was made of, if it was. */
export function handlerOf(callbacks: object): Handler | undefined {
  return sources.get(callbacks);
}
