import type { JSONObject, SharedV3ProviderOptions } from "@ai-sdk/provider";

/** What a provider said of a piece of an answer is what it wants to hear of it again: signatures, ids of its own. */
export function providerOptionsOf(
  block: Readonly<Record<string, unknown>>,
): { readonly providerOptions: SharedV3ProviderOptions } | undefined {
  const said = (block["providerOptions"] ?? block["providerMetadata"]) as SharedV3ProviderOptions | undefined;
  const anthropic = anthropicOptionsOf(block);
  if (anthropic === undefined) return said === undefined ? undefined : { providerOptions: said };
  return { providerOptions: { ...said, anthropic: { ...anthropic, ...said?.["anthropic"] } } };
}

/** Blocks in Anthropic's own form, from `ChatAnthropic` say, have these beside their content. */
function anthropicOptionsOf({
  signature,
  cache_control,
  data,
  type,
}: Readonly<Record<string, unknown>>): JSONObject | undefined {
  const options: Record<string, unknown> = {};
  if (typeof signature === "string") options["signature"] = signature;
  if (typeof cache_control === "object" && cache_control !== null) options["cacheControl"] = cache_control;
  if (type === "redacted_thinking") options["redactedData"] = data;
  return Object.keys(options).length === 0 ? undefined : (options as JSONObject);
}
