import type { UsageMetadata } from "@earshot/core/messages";

/** Token counts as the API sends them; `message_delta` leaves out what has not changed. */
export interface AnthropicUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly output_tokens_details?: { readonly thinking_tokens: number } | null;
  readonly [key: string]: unknown;
}

/**
 * The API's counts as usage: `input_tokens` is the whole input, cache reads and writes included (the API leaves them out), and
 * `input_token_details` says how much of it was which. How long the writes are kept is in `response_metadata.usage.cache_creation`: as
 * details they would be counted twice by whoever prices the details one by one.
 */
export function toUsageMetadata(usage: AnthropicUsage): UsageMetadata {
  const cacheCreation = usage.cache_creation_input_tokens ?? 0;
  const cacheRead = usage.cache_read_input_tokens ?? 0;
  const input = (usage.input_tokens ?? 0) + cacheCreation + cacheRead;
  const output = usage.output_tokens ?? 0;
  const metadata: UsageMetadata = {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_token_details: { cache_creation: cacheCreation, cache_read: cacheRead },
  };
  const thinking = usage.output_tokens_details?.thinking_tokens;
  if (thinking !== undefined) metadata.output_token_details = { reasoning: thinking };
  return metadata;
}
