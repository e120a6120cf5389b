import type { LanguageModelV3Prompt } from "@ai-sdk/provider";
import {
  AIMessage,
  type BaseMessage,
  type ContentBlock,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type ToolCall,
} from "@earshot/core/messages";
import type { FileDataV4 } from "../chat-model/specification-v4.js";

type PromptPart = Exclude<LanguageModelV3Prompt[number]["content"], string>[number];
type FileData = string | Uint8Array | URL | FileDataV4;
type FilePart = Omit<Extract<PromptPart, { readonly type: "file" }>, "data"> & { readonly data: FileData };
/** What a caller may give for a file that is an image. */
type ImagePart = { readonly type: "image"; readonly image: FileData; readonly mediaType?: string } & Pick<
  FilePart,
  "providerOptions"
>;
type Part = Exclude<PromptPart, { readonly type: "file" }> | FilePart | ImagePart;

/** A message of a prompt, as models are shown it or as the caller of AI SDK writes it. */
export type PromptMessage =
  | { readonly role: "system"; readonly content: string }
  | { readonly role: "user" | "assistant"; readonly content: string | readonly Part[] }
  | { readonly role: "tool"; readonly content: readonly Part[] };

/** What an AI SDK model is asked, as messages: the way back of `toPrompt`. */
export function fromPrompt(prompt: readonly PromptMessage[]): BaseMessage[] {
  return prompt.flatMap((message) => fromMessage(message));
}

function fromMessage(message: PromptMessage): BaseMessage[] {
  const { content } = message;
  switch (message.role) {
    case "system":
      return [new SystemMessage(message.content)];
    case "user":
      return [new HumanMessage({ content: contentOf(content) })];
    case "assistant":
      return [new AIMessage({ content: contentOf(content), tool_calls: callsOf(content) })];
    case "tool":
      return message.content.flatMap((part) => {
        if (part.type !== "tool-result") return [];
        const { toolCallId: tool_call_id, toolName: name, output } = part;
        const value = "value" in output ? output.value : (output.reason ?? "The call was not allowed.");
        const text = typeof value === "string" ? value : JSON.stringify(value);
        const isError = output.type.startsWith("error") || output.type === "execution-denied";
        return [new ToolMessage({ content: text, tool_call_id, name, ...(isError && { status: "error" }) })];
      });
  }
}

function callsOf(content: string | readonly Part[]): ToolCall[] {
  if (typeof content === "string") return [];
  return content.flatMap((part): ToolCall[] => {
    if (part.type !== "tool-call" || part.providerExecuted === true) return [];
    const { toolCallId: id, toolName: name, input } = part;
    return [{ type: "tool_call", id, name, args: input as Record<string, unknown> }];
  });
}

function contentOf(parts: string | readonly Part[]): string | ContentBlock[] {
  if (typeof parts === "string") return parts;
  const [only] = parts;
  if (parts.length === 1 && only?.type === "text" && only.providerOptions === undefined) return only.text;
  const blocks = parts.flatMap((part) => toBlock(part) ?? []);
  return blocks.length === 0 ? "" : blocks;
}

function toBlock(part: Part): ContentBlock | undefined {
  const said =
    "providerOptions" in part && part.providerOptions !== undefined ? { providerOptions: part.providerOptions } : {};
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...said };
    case "reasoning":
      return { type: "reasoning", reasoning: part.text, ...said };
    case "image":
      return { type: "image", mimeType: part.mediaType ?? "image/*", ...sourceOf(part.image), ...said };
    case "file": {
      const type = /^image(\/|$)/.test(part.mediaType) ? "image" : "file";
      return { type, mimeType: part.mediaType, ...sourceOf(part.data), ...said };
    }
    case "tool-call":
      return part.providerExecuted === true
        ? { type: "server_tool_call", id: part.toolCallId, name: part.toolName, args: part.input, ...said }
        : undefined;
    case "tool-result":
      return {
        type: "server_tool_call_result",
        toolCallId: part.toolCallId,
        name: part.toolName,
        output: part.output,
        ...said,
      };
    default:
      return undefined;
  }
}

/** Bytes, or where they are; what V4 says besides – a provider's own name of a file, a text – stays as it is. */
function sourceOf(data: FileData): Record<string, unknown> {
  if (data instanceof URL) return { url: data.href };
  if (typeof data === "string" || data instanceof Uint8Array) return { data };
  return data.type === "url" ? { url: data.url.href } : { ...data };
}
