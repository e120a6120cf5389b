import type { RunnableConfig } from "@earshot/core/events";
import { ForeignRuns } from "@earshot/core/events/foreign";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { RunnableConfig as LangChainConfig } from "@langchain/core/runnables";
import { EarshotCallbacks } from "../bridge/earshot-callbacks.js";

/**
 * What LangChain's code is called with inside an Earshot run: its runs are heard below that run, its signal is that run's, and all that
 * Earshot doesn't know (`configurable`, `streamMode`, `recursionLimit` …) is handed on.
 *
 * @param config the config that the run's body was handed
 * @param callbacks who tells Earshot; by default whatever runs is heard below the run
 */
export function langChainConfig(config: RunnableConfig, callbacks = callbacksBelow(config)): LangChainConfig {
  const handedOn: Record<string, unknown> = {};
  for (const key in config) handedOn[key] = (config as Readonly<Record<string, unknown>>)[key];
  return {
    ...handedOn,
    callbacks: callbacks === undefined ? undefined : [callbacks as unknown as BaseCallbackHandler],
    signal: config.signal,
  } as LangChainConfig;
}

/** Tells what runs of LangChain there are below the run of a config; `undefined` if nobody hears them. */
export function callbacksBelow(config: RunnableConfig): EarshotCallbacks | undefined {
  const runs = new ForeignRuns({ below: config });
  return runs.isHeard ? new EarshotCallbacks("earshot", runs) : undefined;
}
