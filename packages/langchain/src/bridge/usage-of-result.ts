import type { Usage } from "@earshot/core/events";
import type { UsageMetadata } from "@earshot/core/messages";

interface TokenUsage {
  readonly promptTokens?: number;
  readonly completionTokens?: number;
  readonly totalTokens?: number;
}

/** A result in the shape that LangChain's models hand to handlers. */
export interface ForeignResult {
  readonly generations?: readonly (readonly { readonly message?: { readonly usage_metadata?: UsageMetadata } }[])[];
  readonly llmOutput?: { readonly tokenUsage?: TokenUsage; readonly estimatedTokenUsage?: TokenUsage } | undefined;
}

/** What a call cost, where LangChain's models say it; nothing where they don't. */
export function usageOfResult({ generations, llmOutput }: ForeignResult, isCached: boolean): Usage | undefined {
  if (isCached) return { input_tokens: 0, output_tokens: 0, total_tokens: 0, source: "cache" };
  const usage = generations?.[0]?.[0]?.message?.usage_metadata;
  if (usage !== undefined) return { ...usage, source: "provider" };
  return usageOf(llmOutput?.tokenUsage, "provider") ?? usageOf(llmOutput?.estimatedTokenUsage, "estimated");
}

function usageOf(usage: TokenUsage | undefined, source: "provider" | "estimated"): Usage | undefined {
  if (usage?.promptTokens === undefined && usage?.completionTokens === undefined) return undefined;
  const { promptTokens = 0, completionTokens = 0, totalTokens = promptTokens + completionTokens } = usage;
  return { input_tokens: promptTokens, output_tokens: completionTokens, total_tokens: totalTokens, source };
}
