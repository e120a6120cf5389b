import type { ToolCall } from "./tool-call.js";

/** True for a model's call, as `AIMessage.tool_calls` has them: `{ type: "tool_call", id, name, args }`. */
export function isToolCall(value: unknown): value is ToolCall {
  return typeof value === "object" && value !== null && (value as { readonly type?: unknown }).type === "tool_call";
}
