import type { ContentBlock } from "../messages/content-block.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";

/** Why a model stopped: it was done, hit its limit of tokens, wants a tool to be called, or was held back by a filter. */
export type FinishReason = "stop" | "length" | "tool_use" | "content_filter";

/**
 * What continues a content block. Text, reasoning, base64 data and a call's arguments are appended to what the block has; the fields of a
 * `block-delta` replace those of the block.
 */
export type ContentBlockDelta =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly reasoning: string }
  | { readonly type: "data-delta"; readonly data: string; readonly encoding: "base64" }
  | { readonly type: "tool-call-delta"; readonly args: string }
  | { readonly type: "block-delta"; readonly fields: ContentBlock };

/**
 * What LangChain's `handleChatModelStreamEvent` is given: a model's answer as blocks that start, grow and finish. `index` is a block's place
 * in the message; usage is the figure so far, not an increment.
 */
export type ChatModelStreamEvent =
  | { readonly event: "message-start"; readonly id: string | undefined; readonly usage?: UsageMetadata }
  | { readonly event: "content-block-start"; readonly index: number; readonly content: ContentBlock }
  | { readonly event: "content-block-delta"; readonly index: number; readonly delta: ContentBlockDelta }
  | { readonly event: "usage"; readonly usage: UsageMetadata }
  | { readonly event: "content-block-finish"; readonly index: number; readonly content: ContentBlock }
  | { readonly event: "message-finish"; readonly reason: FinishReason; readonly usage?: UsageMetadata };
