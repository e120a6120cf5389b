import type { Usage } from "@earshot/core/events";

/** What a model call used, in words: `12 → 34 tokens (5 cached)`; `undefined` where that is unknown. */
export function formatUsage(usage: Usage | undefined): string | undefined {
  if (usage === undefined || usage.source === "unavailable") return undefined;
  const { input_token_details: details } = usage;
  const notes: string[] = [];
  if (details?.cache_read) notes.push(`${details.cache_read} cached`);
  if (details?.cache_creation) notes.push(`${details.cache_creation} written to cache`);
  if (usage.source === "estimated") notes.push("estimated");
  return `${formatTokens(usage)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
}

/** The two counts alone. */
export function formatTokens(usage: Usage | undefined): string | undefined {
  if (usage === undefined || usage.source === "unavailable") return undefined;
  return `${usage.input_tokens} → ${usage.output_tokens} tokens`;
}
