import type { RunnableConfig } from "../context/run-config.js";
import { childConfig } from "../runnables/child-config.js";
import type { Run } from "../runs/run.js";
import type { AgentConfig } from "./agent.js";

/** The config for what an agent invokes: what its own stream gives is no affair of the runs below. */
export function configBelow(run: Run): RunnableConfig {
  const config: AgentConfig = childConfig(run);
  delete config.streamMode;
  return config;
}
