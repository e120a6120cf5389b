import type { BaseMessage } from "../messages/base-message.js";
import type { MessageContent } from "../messages/content-block.js";
import type { ToolCall } from "../messages/tool-call.js";
import { ToolMessage } from "../messages/tool-message.js";
import { textOf } from "../messages/message-text.js";

/** Tells a model that a call of its failed, in words it can act on. */
export function failedCall(call: ToolCall, problem: string): ToolMessage {
  return new ToolMessage({ content: problem, tool_call_id: call.id ?? "", name: call.name, status: "error" });
}

/** The message that a tool's output stands in the conversation as. Most tools make it themselves. */
export function answeredCall(call: ToolCall, output: unknown): ToolMessage {
  if (ToolMessage.isInstance(output)) return output;
  const content = typeof output === "string" ? output : (JSON.stringify(output) ?? String(output));
  return new ToolMessage({ content, tool_call_id: call.id ?? "", name: call.name, status: "success" });
}

/** What an agent said on the way to its decision. */
export const logOf = (message: BaseMessage): string => textOf(message.content as MessageContent);
