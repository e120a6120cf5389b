import type { ToolCall } from "../messages/tool-call.js";
import type { Schema } from "../schema/schema.js";
import type { ToolRunnableConfig } from "../tools/tool-runnable-config.js";

/** A tool that an agent can call: what `tool()` or `asTool` gives, or whatever else can be invoked with a model's call. */
export interface AgentTool {
  readonly name: string;
  readonly description?: string | undefined;
  readonly schema: Schema;
  /** True: its answer ends the run. */
  readonly returnDirect?: boolean;
  invoke(input: ToolCall, config?: Partial<ToolRunnableConfig>): Promise<unknown>;
}

/** True for a tool that can be invoked; of any other the model is merely told. */
export function isAgentTool(tool: unknown): tool is AgentTool {
  if (typeof tool !== "object" || tool === null) return false;
  const { name, invoke } = tool as Partial<AgentTool>;
  return typeof name === "string" && typeof invoke === "function";
}
