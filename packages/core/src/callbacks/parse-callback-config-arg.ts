import type { Callbacks, RunnableConfig } from "../context/run-config.js";
import { contextOfCallbacks } from "../context/context-of-callbacks.js";

/** The config that is meant by an argument that may be one, or just its `callbacks`, or nothing. */
export function parseCallbackConfigArg(argument: Callbacks | RunnableConfig | undefined): RunnableConfig {
  if (argument === undefined || argument === null) return {};
  const isCallbacks = Array.isArray(argument) || contextOfCallbacks(argument) !== undefined;
  return isCallbacks ? { callbacks: argument as Callbacks } : (argument as RunnableConfig);
}
