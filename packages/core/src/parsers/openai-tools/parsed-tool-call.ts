import type { ToolCall } from "../../messages/tool-call.js";

/** A call as the parsers of tool calls hand it on; `type` is the tool's name. */
export interface ParsedToolCall {
  type: string;
  args: Record<string, unknown>;
  /** Only with `returnId`. */
  id?: string;
}

export function toParsedToolCall({ name, args, id }: ToolCall, returnId: boolean): ParsedToolCall {
  return returnId && id !== undefined ? { type: name, args, id } : { type: name, args };
}
