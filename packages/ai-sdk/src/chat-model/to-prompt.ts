import type { LanguageModelV3Message, LanguageModelV3Prompt } from "@ai-sdk/provider";
import type { AIMessage, BaseMessage, ToolMessage } from "@earshot/core/messages";
import { AISDKContentError } from "../errors/ai-sdk-content-error.js";
import { providerOptionsOf } from "./provider-options.js";
import { toAssistantContent } from "./to-assistant-content.js";
import { isFileBlock, toFilePart } from "./to-file-part.js";
import { toStandardContent } from "./to-standard-content.js";
import { toToolResult } from "./to-tool-result.js";

/**
 * Messages as AI SDK's models take them. Answers of tools that follow one another are one message there. `providerOptions` in a block, or in
 * a message's `additional_kwargs`, reach the provider; so do `cache_control` and `signature` of Anthropic's blocks.
 *
 * @throws AISDKContentError for what there is no form for
 */
export function toPrompt(messages: readonly BaseMessage[]): LanguageModelV3Prompt {
  const prompt: LanguageModelV3Message[] = [];
  const toolNames = new Map<string, string>();
  for (const message of messages) {
    for (const { id, name } of (message as Partial<AIMessage>).tool_calls ?? [])
      if (id !== undefined) toolNames.set(id, name);
    const last = prompt.at(-1);
    if (message.type !== "tool") prompt.push(toMessage(message));
    else {
      const tool = message as ToolMessage;
      const result = toToolResult(tool, toolNames.get(tool.tool_call_id) ?? "unknown");
      if (last?.role === "tool") last.content.push(result);
      else prompt.push({ role: "tool", content: [result] });
    }
  }
  return prompt;
}

function toMessage(message: BaseMessage): LanguageModelV3Message {
  const options = providerOptionsOf(message.additional_kwargs);
  switch (message.type) {
    case "system":
      return { role: "system", content: message.text, ...options };
    case "ai":
      return { role: "assistant", content: toAssistantContent(message as AIMessage), ...options };
    case "human":
      return { role: "user", content: toUserContent(message), ...options };
    default: {
      const { role } = message as { readonly role?: string };
      if (role === "system" || role === "developer") return { role: "system", content: message.text, ...options };
      if (role === "assistant")
        return { role: "assistant", content: toAssistantContent(message as AIMessage), ...options };
      if (role === "user") return { role: "user", content: toUserContent(message), ...options };
      throw new AISDKContentError(
        `AI SDK has no message of type "${message.type}"${role === undefined ? "" : ` with role "${role}"`}. Make it a system, human, AI or tool message.`,
      );
    }
  }
}

type UserContent = Extract<LanguageModelV3Message, { readonly role: "user" }>["content"];

function toUserContent(message: BaseMessage): UserContent {
  return toStandardContent(message).map((block) => {
    if (block.type === "text") return { type: "text", text: String(block["text"] ?? ""), ...providerOptionsOf(block) };
    if (isFileBlock(block)) return toFilePart(block);
    throw new AISDKContentError(
      `A human message has "${block.type}" content, which AI SDK has no form for. It takes text, images, audio, video and files.`,
    );
  });
}
