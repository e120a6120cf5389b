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

/** What a model of vectors came to, of one text or of several. */
interface EmbeddingAnswer {
  readonly embedding?: readonly number[];
  readonly embeddings?: readonly (readonly number[])[];
  readonly usage?: { readonly tokens?: number };
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

/** How an embedding's run ends: with its vectors, and what they cost. */
export function embeddingOutcome(result: unknown): ToldOutcome {
  const { embedding, embeddings, usage } = (result ?? {}) as EmbeddingAnswer;
  const { tokens = Number.NaN } = usage ?? {};
  return {
    status: "ok",
    output: embeddings ?? (embedding === undefined ? undefined : [embedding]),
    ...(!Number.isNaN(tokens) && { usage: { input_tokens: tokens, output_tokens: 0, total_tokens: tokens } }),
  };
}
