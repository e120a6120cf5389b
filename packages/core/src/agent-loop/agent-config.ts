import type { RunnableConfig } from "../context/run-config.js";

/** What an agent's stream is made of: see `Agent.stream`. */
export type AgentStreamMode = "values" | "updates" | "messages";

/** A call's config. `recursionLimit` is how often the model may be asked, 25 by default; `maxConcurrency` how many tools run at a time. */
export interface AgentConfig extends RunnableConfig {
  streamMode?: AgentStreamMode | undefined;
}
