import type { LanguageModelV2, LanguageModelV3 } from "@ai-sdk/provider";
import { AIMessage, type ContentBlock, type InvalidToolCall, type ToolCall } from "@earshot/core/messages";
import type { ChatResult } from "@earshot/core/outputs";
import type { AISDKModel } from "./ai-sdk-model.js";
import { toBlock, type AISDKContent } from "./from-content.js";
import { toInvalidToolCall, toToolCall } from "./to-tool-call.js";
import { finishFacts, responseFacts } from "./response-facts.js";
import type { LanguageModelV4Result } from "./specification-v4.js";
import { toUsageMetadata } from "./to-usage-metadata.js";

/** A whole answer, of any specification. */
export type AISDKResult =
  | Awaited<ReturnType<LanguageModelV2["doGenerate"]>>
  | Awaited<ReturnType<LanguageModelV3["doGenerate"]>>
  | LanguageModelV4Result;

/**
 * A whole answer as a chat result. The content of an answer that is one plain text is that text, else blocks in standard form, each with what
 * the provider said of it under `providerMetadata`. `response_metadata` has the finish reason, the provider's metadata and its warnings.
 */
export function fromGenerateResult(result: AISDKResult, model: Pick<AISDKModel, "provider" | "modelId">): ChatResult {
  const { response, usage, finishReason, providerMetadata, warnings } = result;
  const blocks: ContentBlock[] = [];
  const calls: ToolCall[] = [];
  const invalid: InvalidToolCall[] = [];
  let text = "";
  for (const part of result.content as readonly AISDKContent[]) {
    const block = toBlock(part);
    if (block !== undefined) blocks.push(block);
    if (part.type === "text") text += part.text;
    if (part.type !== "tool-call" || part.providerExecuted === true) continue;
    const call = toToolCall(part);
    if (call === undefined) invalid.push(toInvalidToolCall(part));
    else calls.push(call);
  }
  const { provider } = model;
  const finish = finishFacts(finishReason);
  const usageMetadata = toUsageMetadata(usage);
  const message = new AIMessage({
    content: contentOf(blocks),
    tool_calls: calls,
    invalid_tool_calls: invalid,
    response_metadata: {
      ...responseFacts({ provider, modelId: response?.modelId ?? model.modelId, timestamp: response?.timestamp }),
      ...finish,
      ...(providerMetadata !== undefined && { provider_metadata: providerMetadata }),
      ...(warnings !== undefined && warnings.length > 0 && { warnings }),
    },
    ...(response?.id !== undefined && { id: response.id }),
    ...(usageMetadata !== undefined && { usage_metadata: usageMetadata }),
  });
  return { generations: [{ text, message, generationInfo: finish }] };
}

function contentOf(blocks: ContentBlock[]): string | ContentBlock[] {
  if (blocks.length === 0) return "";
  const [only] = blocks as [ContentBlock];
  const isPlain = blocks.length === 1 && only.type === "text" && only["providerMetadata"] === undefined;
  return isPlain ? String(only["text"]) : blocks;
}
