import type { AnthropicRequestParams } from "./to-request-params.js";

/**
 * Whether the answer to a request may hold more than one text: tools, thinking or cited documents were asked for. Then streamed content
 * comes as blocks from the start, as LangChain's does.
 */
export function mayHoldBlocks(params: AnthropicRequestParams): boolean {
  if (params.tools !== undefined && params.tools.length > 0) return true;
  const thinking = params["thinking"] as { readonly type?: string } | undefined;
  if (thinking !== undefined && thinking.type !== "disabled") return true;
  if (
    params["mcp_servers"] !== undefined ||
    params["context_management"] !== undefined ||
    params["compaction"] !== undefined
  )
    return true;
  const turns = (params["messages"] ?? []) as readonly { readonly content: unknown }[];
  return turns.some((turn) => Array.isArray(turn.content) && turn.content.some(isCited));
}

function isCited(block: {
  readonly type?: string;
  readonly citations?: { readonly enabled?: boolean } | null;
}): boolean {
  return (block.type === "document" || block.type === "search_result") && block.citations?.enabled === true;
}
