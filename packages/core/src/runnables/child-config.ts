import { CallbackManager } from "../callbacks/callback-manager.js";
import type { HandedConfig } from "../context/interop.js";
import type { RunnableConfig } from "../context/run-config.js";
import { ChildConfig } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";

/** The config that a run's body invokes other runnables with: they belong below the run, the next one with `tag`. */
export function childConfig(run: Run, tag?: string): HandedConfig {
  return new ChildConfig(run, CallbackManager.forRun(run, tag)) as RunnableConfig as HandedConfig;
}
