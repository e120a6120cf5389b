import type { UsageMetadata } from "@earshot/core/messages";
import { fromGenerateResult, type AISDKResult } from "../chat-model/from-generate-result.js";
import { answered } from "./answered.js";
import type { ModelName } from "./model-call.js";
import type { ToldOutcome } from "./told-run.js";

/** What AI SDK 7 tells of a model's whole answer where it doesn't hand on the answer itself. */
interface ObjectAnswer extends Pick<AISDKResult, "response" | "providerMetadata" | "warnings"> {
  readonly objectText: string;
  readonly reasoning?: string;
  readonly finishReason: string;
  readonly usage: CallUsage;
}

/** Usage as AI SDK 7 tells it. */
interface CallUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly totalTokens?: number;
  readonly inputTokenDetails?: { readonly cacheReadTokens?: number; readonly cacheWriteTokens?: number };
  readonly outputTokenDetails?: { readonly reasoningTokens?: number };
}

/** How a model's run ends that was asked for an object. */
export function objectOutcome(event: object, model: ModelName): ToldOutcome {
  const { objectText, reasoning, finishReason, usage, ...rest } = event as ObjectAnswer;
  const thoughts = reasoning === undefined ? [] : [{ type: "reasoning", text: reasoning }];
  const result = {
    ...rest,
    content: [...thoughts, { type: "text", text: objectText }],
    finishReason,
    usage: flat(usage),
  };
  return answered(fromGenerateResult(result as unknown as AISDKResult, model));
}

function flat({ inputTokenDetails, outputTokenDetails, ...counts }: CallUsage): object {
  return {
    ...counts,
    cachedInputTokens: inputTokenDetails?.cacheReadTokens,
    reasoningTokens: outputTokenDetails?.reasoningTokens,
  };
}

/** What a call of an embedding model costs. */
export function embeddingUsage(event: object): UsageMetadata | undefined {
  const { tokens } = (event as { readonly usage?: { readonly tokens?: number } }).usage ?? {};
  if (tokens === undefined || Number.isNaN(tokens)) return undefined;
  return { input_tokens: tokens, output_tokens: 0, total_tokens: tokens };
}
