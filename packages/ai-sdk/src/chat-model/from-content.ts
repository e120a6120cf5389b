import type { LanguageModelV2Content, LanguageModelV3Content } from "@ai-sdk/provider";
import type { ContentBlock } from "@earshot/core/messages";
import { metadataOf } from "./metadata-of.js";
import type { CitationV4, FileDataV4, LanguageModelV4Content } from "./specification-v4.js";
import { toToolCall, type CalledTool } from "./to-tool-call.js";

/** A piece of a whole answer, of any specification. */
export type AISDKContent = LanguageModelV2Content | LanguageModelV3Content | LanguageModelV4Content;

/** A piece of an answer as a block of a message's content; none for a plain tool call, which a message has beside its content. */
export function toBlock(part: Readonly<AISDKContent>): ContentBlock | undefined {
  const said = metadataOf(part);
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...annotationsOf(part), ...said };
    case "reasoning":
      return { type: "reasoning", reasoning: part.text, ...said };
    case "file": {
      const { mediaType, data } = part;
      const source = typeof data === "string" || data instanceof Uint8Array ? { data } : toSource(data);
      return { type: mediaType.startsWith("image/") ? "image" : "file", mimeType: mediaType, ...source, ...said };
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

function toSource(data: FileDataV4): { readonly data: string | Uint8Array } | { readonly url: string } {
  return data.type === "url" ? { url: data.url.href } : { data: data.data };
}

/** What a text rests on, as the annotations of its block. */
export function annotationsOf(part: object): { readonly annotations?: readonly object[] } {
  const { citations = [] } = part as { readonly citations?: readonly CitationV4[] };
  if (citations.length === 0) return {};
  return {
    annotations: citations.map(({ source, ...rest }) => ({
      type: "citation",
      ...(source.sourceType === "url" && { url: source.url }),
      ...(source.title !== undefined && { title: source.title }),
      ...rest,
    })),
  };
}

function toCallBlock(part: CalledTool, said: object): ContentBlock | undefined {
  const { toolCallId: id, toolName: name } = part;
  if (part.providerExecuted === true)
    return { type: "server_tool_call", id, name, args: toToolCall(part)?.args ?? {}, ...said };
  if (part.providerMetadata === undefined) return undefined;
  return { type: "tool_call", id, name, args: toToolCall(part)?.args ?? {}, ...said };
}
