import type { LanguageModelV3ToolResultOutput, LanguageModelV3ToolResultPart } from "@ai-sdk/provider";
import type { ContentBlock, ToolMessage } from "@earshot/core/messages";
import { providerOptionsOf } from "./provider-options.js";
import { isFileBlock, toFilePart } from "./to-file-part.js";
import { toStandardContent } from "./to-standard-content.js";

/** A tool's answer as AI SDK's models take it. `toolName` is for messages that don't name their tool. */
export function toToolResult(message: ToolMessage, toolName: string): LanguageModelV3ToolResultPart {
  return {
    type: "tool-result",
    toolCallId: message.tool_call_id,
    toolName: message.name ?? toolName,
    output: toOutput(message),
    ...providerOptionsOf(message.additional_kwargs),
  };
}

function toOutput(message: ToolMessage): LanguageModelV3ToolResultOutput {
  const isPlain = typeof message.content === "string";
  if (message.status === "error")
    return { type: "error-text", value: isPlain ? (message.content as string) : message.text };
  if (isPlain) return { type: "text", value: message.content as string };
  return { type: "content", value: toStandardContent(message).map(toOutputPart) };
}

type OutputPart = Extract<LanguageModelV3ToolResultOutput, { readonly type: "content" }>["value"][number];

function toOutputPart(block: ContentBlock): OutputPart {
  if (!isFileBlock(block)) {
    const { text } = block as { readonly text?: string };
    return { type: "text", text: text ?? JSON.stringify(block) };
  }
  const { data, mediaType, filename } = toFilePart(block);
  const isImage = block.type === "image";
  if (data instanceof URL) return { type: isImage ? "image-url" : "file-url", url: data.href };
  const text = typeof data === "string" ? data : toBase64(data);
  if (isImage) return { type: "image-data", data: text, mediaType };
  return { type: "file-data", data: text, mediaType, ...(filename !== undefined && { filename }) };
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
