import type { Usage } from "../events/event-payloads.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import type { LLMResult } from "../outputs/llm-result.js";

/** The usage that the first generation's message brings along; `undefined` if it says none. */
export function usageOfResult(result: LLMResult): Usage | undefined {
  const generation = result.generations[0]?.[0] as
    | { readonly message?: { readonly usage_metadata?: UsageMetadata } }
    | undefined;
  const metadata = generation?.message?.usage_metadata;
  return metadata === undefined ? undefined : { ...metadata, source: "provider" };
}
