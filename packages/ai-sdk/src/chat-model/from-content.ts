import type { LanguageModelV2Content, LanguageModelV3Content } from "@ai-sdk/provider";
import type { ContentBlock } from "@earshot/core/messages";
import { metadataOf } from "./metadata-of.js";
import { toToolCall, type CalledTool } from "./to-tool-call.js";

/** A piece of a whole answer, of either specification. */
export type AISDKContent = LanguageModelV2Content | LanguageModelV3Content;

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

function toCallBlock(part: CalledTool, said: object): ContentBlock | undefined {
  const { toolCallId: id, toolName: name } = part;
  if (part.providerExecuted === true)
    return { type: "server_tool_call", id, name, args: toToolCall(part)?.args ?? {}, ...said };
  if (part.providerMetadata === undefined) return undefined;
  return { type: "tool_call", id, name, args: toToolCall(part)?.args ?? {}, ...said };
}
