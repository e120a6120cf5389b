import type { LanguageModelV2ToolCall, LanguageModelV3ToolCall } from "@ai-sdk/provider";
import type { InvalidToolCall, ToolCall } from "@earshot/core/messages";

/** A call as a model of either specification makes it: its arguments are JSON as text. */
export type CalledTool = LanguageModelV2ToolCall | LanguageModelV3ToolCall;

/** A call that is for the caller to make; none if its arguments are no JSON object. */
export function toToolCall({ toolCallId: id, toolName: name, input }: CalledTool): ToolCall | undefined {
  try {
    const args: unknown = JSON.parse(input === "" ? "{}" : input);
    if (typeof args !== "object" || args === null || Array.isArray(args)) return undefined;
    return { type: "tool_call", id, name, args: args as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** The same call where its arguments can't be read. */
export function toInvalidToolCall({ toolCallId: id, toolName: name, input }: CalledTool): InvalidToolCall {
  return { type: "invalid_tool_call", id, name, args: input, error: "The arguments are no JSON object." };
}
