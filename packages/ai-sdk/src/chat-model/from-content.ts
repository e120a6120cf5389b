import type { LanguageModelV2Content, LanguageModelV3Content } from "@ai-sdk/provider";
import type { ContentBlock, InvalidToolCall, ToolCall } from "@earshot/core/messages";

/** A piece of a whole answer, of either specification. */
export type AISDKContent = LanguageModelV2Content | LanguageModelV3Content;

type Called = Extract<AISDKContent, { readonly type: "tool-call" }>;

/** A piece of an answer as a block of a message's content; none for a plain tool call, which a message has beside its content. */
export function toBlock(part: Readonly<AISDKContent>): ContentBlock | undefined {
  const said = metadataOf(part);
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...said };
    case "reasoning":
      return { type: "reasoning", reasoning: part.text, ...said };
    case "file": {
      const { mediaType, data } = part;
      return { type: mediaType.startsWith("image/") ? "image" : "file", mimeType: mediaType, data, ...said };
    }
    case "tool-call":
      return toCallBlock(part, said);
    case "tool-result":
      return {
        type: "server_tool_call_result",
        toolCallId: part.toolCallId,
        name: part.toolName,
        status: part.isError === true ? "error" : "success",
        output: part.result,
        ...said,
      };
    case "source": {
      const { providerMetadata: _said, ...source } = part;
      return { ...source, ...said };
    }
    default:
      return { type: "non_standard", value: part };
  }
}

function toCallBlock(part: Called, said: object): ContentBlock | undefined {
  const { toolCallId: id, toolName: name } = part;
  if (part.providerExecuted === true)
    return { type: "server_tool_call", id, name, args: toToolCall(part)?.args ?? {}, ...said };
  if (part.providerMetadata === undefined) return undefined;
  return { type: "tool_call", id, name, args: toToolCall(part)?.args ?? {}, ...said };
}

/** A call that is for the caller to make; none if its arguments are no JSON object. */
export function toToolCall({ toolCallId: id, toolName: name, input }: Called): ToolCall | undefined {
  try {
    const args: unknown = JSON.parse(input === "" ? "{}" : input);
    if (typeof args !== "object" || args === null || Array.isArray(args)) return undefined;
    return { type: "tool_call", id, name, args: args as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** The same call where its arguments can't be read. */
export function toInvalidToolCall({ toolCallId: id, toolName: name, input }: Called): InvalidToolCall {
  return { type: "invalid_tool_call", id, name, args: input, error: "The arguments are no JSON object." };
}

/** What the provider said of a piece, to be told it again when the conversation goes on. */
export function metadataOf(part: object): { readonly providerMetadata?: unknown } {
  const { providerMetadata } = part as { readonly providerMetadata?: unknown };
  return providerMetadata === undefined ? {} : { providerMetadata };
}
