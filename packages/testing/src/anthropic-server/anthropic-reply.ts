import type { AnthropicReplyBlock } from "./anthropic-reply-block.js";

/** Token counts of a scripted answer, as the API counts them: `input_tokens` leaves the cached ones out. */
export interface AnthropicReplyUsage {
  readonly input_tokens?: number;
  /** The final count. */
  readonly output_tokens?: number;
  /** The count that `message_start` already shows; the API sends a small number here. Default 1. */
  readonly first_output_tokens?: number;
  readonly cache_creation_input_tokens?: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation?: { readonly ephemeral_5m_input_tokens: number; readonly ephemeral_1h_input_tokens: number };
  readonly output_tokens_details?: { readonly thinking_tokens: number };
  readonly server_tool_use?: { readonly web_search_requests: number; readonly web_fetch_requests: number };
  readonly service_tier?: "standard" | "priority" | "batch";
}

/** Where and how a connection breaks. */
export interface AnthropicCut {
  /** This many bytes of the body still reach the client. */
  readonly afterBytes: number;
  /** `reset` (default) drops the connection; `end` closes the body as if it were complete, as a proxy in between does. */
  readonly how?: "reset" | "end";
}

/** An answer of the model, streamed or whole as the request asks for. */
export interface AnthropicMessageReply {
  /** A string is one text block, streamed word by word. */
  readonly content: string | readonly AnthropicReplyBlock[];
  readonly id?: string;
  readonly model?: string;
  /** Default `tool_use` when a tool is called, else `end_turn`. */
  readonly stopReason?: string;
  readonly stopSequence?: string;
  readonly container?: { readonly id: string; readonly expires_at: string };
  readonly usage?: AnthropicReplyUsage;
  /** Waits before the response headers, e.g. to run into a client's timeout. */
  readonly latencyMs?: number;
  /** Waits before each event of a stream; a function is asked with the event's index, e.g. to hang after the third. */
  readonly eventDelayMs?: number | ((index: number) => number);
  /** Keeps the body open this long after its last byte. */
  readonly lingerMs?: number;
  /** Whether `ping` follows `message_start`, as the API does. Default true. */
  readonly ping?: boolean;
  /** Sends an `error` event in place of the event with this index, and ends the stream. */
  readonly errorEvent?: { readonly atEvent: number; readonly type: string; readonly message: string };
  /** Breaks the connection in the middle of the body. */
  readonly cut?: AnthropicCut;
  /** Writes the body in pieces of this many bytes, so that events arrive torn. */
  readonly pieceBytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of the API instead of the model: an HTTP status with the API's error body. */
export interface AnthropicErrorReply {
  readonly status: number;
  /** The API's error type; default: the one that belongs to the status. */
  readonly type?: string;
  readonly message?: string;
  /** E.g. `{ "retry-after": "2" }`, `{ "x-should-retry": "false" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly latencyMs?: number;
}

/** Bytes as they are: a recording, or something that is no answer at all. */
export interface AnthropicRawReply {
  readonly body: string | Uint8Array;
  readonly status?: number;
  readonly cut?: AnthropicCut;
  readonly pieceBytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly latencyMs?: number;
}

export type AnthropicReply = AnthropicMessageReply | AnthropicErrorReply | AnthropicRawReply;
