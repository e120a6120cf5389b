import { Runnable } from "../runnables/runnable.js";
import { childConfig } from "../runnables/child-config.js";
import type { Run } from "../runs/run.js";
import type { AgentConfig } from "./agent-config.js";

/** The config of what an agent calls: below its run, and without what is said to the agent alone. */
export function configBelow(run: Run, called: object): AgentConfig {
  const config = childConfig(run) as AgentConfig;
  delete config.streamMode;
  delete config.recursionLimit;
  // LangChain's runnables copy their config: what is to reach them has to be a property of its own.
  if (!(called instanceof Runnable)) Object.defineProperty(config, "signal", { value: run.signal, enumerable: true });
  return config;
}
