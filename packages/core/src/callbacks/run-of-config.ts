import type { RunnableConfig } from "../context/run-config.js";
import { contextOfCallbacks } from "../context/context-of-callbacks.js";
import { parentOfConfig } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";

/** The run whose body was handed this config, or the manager in it. */
export function runOfConfig(config: RunnableConfig | undefined): Run | undefined {
  const run = parentOfConfig(config);
  if (run !== undefined || config?.callbacks === undefined) return run;
  return contextOfCallbacks(config.callbacks)?.parent as Run | undefined;
}
