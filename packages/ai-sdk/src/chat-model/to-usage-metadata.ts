import type { LanguageModelV2Usage, LanguageModelV3Usage } from "@ai-sdk/provider";
import type { UsageMetadata } from "@earshot/core/messages";

/** Usage as both specifications say it: one with a breakdown, the older one flat. */
export type AISDKUsage = LanguageModelV2Usage | LanguageModelV3Usage;

/** Usage in Earshot's form; none if the provider said nothing of it, which is not the same as zero. */
export function toUsageMetadata(usage: AISDKUsage | undefined): UsageMetadata | undefined {
  if (usage === undefined) return undefined;
  const { input, output, total, cacheRead, cacheWrite, reasoning } = isDetailed(usage)
    ? fromDetailed(usage)
    : fromFlat(usage);
  if (input === undefined && output === undefined) return undefined;
  const metadata: UsageMetadata = {
    input_tokens: input ?? 0,
    output_tokens: output ?? 0,
    total_tokens: total ?? (input ?? 0) + (output ?? 0),
  };
  if (cacheRead !== undefined || cacheWrite !== undefined)
    metadata.input_token_details = {
      ...(cacheRead !== undefined && { cache_read: cacheRead }),
      ...(cacheWrite !== undefined && { cache_creation: cacheWrite }),
    };
  if (reasoning !== undefined) metadata.output_token_details = { reasoning };
  return metadata;
}

interface Counts {
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly total?: number | undefined;
  readonly cacheRead: number | undefined;
  readonly cacheWrite?: number | undefined;
  readonly reasoning: number | undefined;
}

function isDetailed(usage: AISDKUsage): usage is LanguageModelV3Usage {
  return typeof usage.inputTokens === "object";
}

function fromDetailed({ inputTokens, outputTokens }: LanguageModelV3Usage): Counts {
  const { total: input, cacheRead, cacheWrite } = inputTokens;
  return { input, cacheRead, cacheWrite, output: outputTokens.total, reasoning: outputTokens.reasoning };
}

function fromFlat(usage: LanguageModelV2Usage): Counts {
  const { inputTokens: input, outputTokens: output, totalTokens: total } = usage;
  return { input, output, total, cacheRead: usage.cachedInputTokens, reasoning: usage.reasoningTokens };
}
