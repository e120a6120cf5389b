import type { Usage } from "@earshot/core/events";

/** What several model calls used together. Calls that don't say are left out: unknown is not zero. */
export function sumUsage(usages: readonly Usage[]): Usage {
  const sum = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
  let isEstimated = false;
  let isKnown = false;
  for (const usage of usages) {
    if (usage.source === "unavailable") continue;
    isKnown = true;
    isEstimated ||= usage.source === "estimated";
    sum.input += usage.input_tokens;
    sum.output += usage.output_tokens;
    sum.cacheRead += usage.input_token_details?.cache_read ?? 0;
    sum.cacheCreation += usage.input_token_details?.cache_creation ?? 0;
  }
  if (!isKnown) return { source: "unavailable" };
  return {
    source: isEstimated ? "estimated" : "provider",
    input_tokens: sum.input,
    output_tokens: sum.output,
    total_tokens: sum.input + sum.output,
    input_token_details: { cache_read: sum.cacheRead, cache_creation: sum.cacheCreation },
  };
}
