import type { MessageContent } from "../messages/content-block.js";
import { isDirectToolOutput } from "../messages/direct-tool-output.js";
import { ToolMessage } from "../messages/tool-message.js";
import { ToolOutputFormatError } from "./tool-output-format-error.js";

/** The parts of a tool that its answers depend on. */
export interface AnsweringTool {
  readonly name: string;
  readonly responseFormat: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What the caller of a tool gets of what its function returned: with the id of a call a `ToolMessage`, without one the content itself. A
 * content that is no text and no list of message parts is written as JSON in the message.
 *
 * @throws ToolOutputFormatError if the tool is to return a pair and did not
 */
export function formatToolOutput(tool: AnsweringTool, output: unknown, toolCallId: string | undefined): unknown {
  const { content, artifact } =
    tool.responseFormat === "content_and_artifact" ? pairOf(tool, output) : { content: output };
  if (!toolCallId || isDirectToolOutput(content)) return content;
  const { name, metadata } = tool;
  return new ToolMessage({
    status: "success",
    content: toContent(content),
    artifact,
    tool_call_id: toolCallId,
    name,
    ...(metadata !== undefined && { metadata }),
  });
}

function pairOf({ name }: AnsweringTool, output: unknown): { readonly content: unknown; readonly artifact?: unknown } {
  if (!Array.isArray(output) || output.length !== 2) throw new ToolOutputFormatError(name, output);
  return { content: output[0], artifact: output[1] };
}

function toContent(content: unknown): MessageContent {
  if (typeof content === "string" || (Array.isArray(content) && content.every(isBlock)))
    return content as MessageContent;
  try {
    return JSON.stringify(content) ?? "";
  } catch {
    return String(content);
  }
}

function isBlock(part: unknown): boolean {
  return typeof part === "object" && part !== null && "type" in part;
}
