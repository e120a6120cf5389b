/** Text, in the pieces in which it is streamed. */
export interface AnthropicTextReply {
  readonly type: "text";
  readonly deltas: readonly string[];
  /** Streamed as `citations_delta`, after the text. */
  readonly citations?: readonly object[];
}

/** Extended thinking, in the pieces in which it is streamed, then its signature. */
export interface AnthropicThinkingReply {
  readonly type: "thinking";
  readonly deltas: readonly string[];
  readonly signature: string;
}

/** A tool call. `fragments` are the pieces of its JSON; default: the JSON of `input` in pieces of eight characters. */
export interface AnthropicToolUseReply {
  readonly type: "tool_use" | "server_tool_use";
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly fragments?: readonly string[];
}

/** A block that the API sends whole: redacted thinking, a server tool's result, an uploaded file … */
export interface AnthropicWholeReply {
  readonly type: "whole";
  readonly block: { readonly type: string; readonly [key: string]: unknown };
}

export type AnthropicReplyBlock =
  | AnthropicTextReply
  | AnthropicThinkingReply
  | AnthropicToolUseReply
  | AnthropicWholeReply;
