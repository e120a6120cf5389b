import type { Usage } from "@earshot/core/events";
import type { TraceUsage } from "../schema/trace-event.js";

/**
 * Usage as traces keep it; nothing, if it is not known. Input tokens include cached ones: where they are fewer than those, whoever reported them
 * counted the cached ones apart, and they are added.
 */
export function toTraceUsage(usage: Usage): TraceUsage | undefined {
  if (usage.source === "unavailable") return undefined;
  const { input_token_details: input, output_token_details: output } = usage;
  const cacheReadTokens = countOf(input?.cache_read);
  const cacheWriteTokens = countOf(input?.cache_creation);
  const reasoningTokens = countOf(output?.reasoning);
  const cached = (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  const said = countOf(usage.input_tokens) ?? 0;
  const inputTokens = said < cached ? said + cached : said;
  const outputTokens = countOf(usage.output_tokens) ?? 0;
  return {
    inputTokens,
    outputTokens,
    totalTokens: Math.max(countOf(usage.total_tokens) ?? 0, inputTokens + outputTokens),
    ...(cacheReadTokens === undefined ? {} : { cacheReadTokens }),
    ...(cacheWriteTokens === undefined ? {} : { cacheWriteTokens }),
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
    source: usage.source,
  };
}

/** Providers and old event lines say all kinds of things where a number should be. */
function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
