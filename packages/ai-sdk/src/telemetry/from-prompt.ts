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

type Message = LanguageModelV3Prompt[number];
type Part = Exclude<Message["content"], string>[number];

/** What an AI SDK model is asked, as messages: the way back of `toPrompt`. */
export function fromPrompt(prompt: LanguageModelV3Prompt): BaseMessage[] {
  return prompt.flatMap((message) => fromMessage(message));
}

function fromMessage(message: Message): BaseMessage[] {
  switch (message.role) {
    case "system":
      return [new SystemMessage(message.content)];
    case "user":
      return [new HumanMessage({ content: contentOf(message.content) })];
    case "assistant": {
      const calls = message.content.flatMap((part): ToolCall[] =>
        part.type === "tool-call" && part.providerExecuted !== true
          ? [
              {
                type: "tool_call",
                id: part.toolCallId,
                name: part.toolName,
                args: part.input as Record<string, unknown>,
              },
            ]
          : [],
      );
      return [new AIMessage({ content: contentOf(message.content), tool_calls: calls })];
    }
    case "tool":
      return message.content.flatMap((part) => {
        if (part.type !== "tool-result") return [];
        const { toolCallId: tool_call_id, toolName: name, output } = part;
        const value = "value" in output ? output.value : (output.reason ?? "The call was not allowed.");
        const content = typeof value === "string" ? value : JSON.stringify(value);
        const isError = output.type.startsWith("error") || output.type === "execution-denied";
        return [new ToolMessage({ content, tool_call_id, name, ...(isError && { status: "error" }) })];
      });
  }
}

function contentOf(parts: readonly Part[]): string | ContentBlock[] {
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
    case "file": {
      const type = part.mediaType.startsWith("image/") ? "image" : "file";
      const source = part.data instanceof URL ? { url: part.data.href } : { data: part.data };
      return { type, mimeType: part.mediaType, ...source, ...said };
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
