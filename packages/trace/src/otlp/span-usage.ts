import type { Usage } from "@earshot/core/events";
import type { AttributeReader } from "./attribute-reader.js";

/** What a call used, in the words of whichever dialect. Input tokens include cached ones: where they are fewer than those, they were counted apart. */
export function usageOf(reader: AttributeReader): Usage {
  const input = reader.number(
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "ai.usage.tokens",
    "llm.token_count.prompt",
  );
  const output = reader.number(
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
    "llm.token_count.completion",
  );
  if (input === undefined && output === undefined) return { source: "unavailable" };
  const read = reader.number(
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "ai.usage.cachedInputTokens",
    "ai.usage.inputTokenDetails.cacheReadTokens",
    "llm.token_count.prompt_details.cache_read",
  );
  const written = reader.number(
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
    "llm.token_count.prompt_details.cache_write",
  );
  const reasoning = reader.number(
    "gen_ai.usage.reasoning.output_tokens",
    "ai.usage.reasoningTokens",
    "ai.usage.outputTokenDetails.reasoningTokens",
    "llm.token_count.completion_details.reasoning",
  );
  const cached = (read ?? 0) + (written ?? 0);
  const inputs = (input ?? 0) < cached ? (input ?? 0) + cached : (input ?? 0);
  return {
    source: "provider",
    input_tokens: inputs,
    output_tokens: output ?? 0,
    total_tokens: inputs + (output ?? 0),
    input_token_details: {
      ...(read === undefined ? {} : { cache_read: read }),
      ...(written === undefined ? {} : { cache_creation: written }),
    },
    output_token_details: reasoning === undefined ? {} : { reasoning },
  };
}
