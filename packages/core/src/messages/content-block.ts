/**
 * One part of a message's content. The kinds below are the ones with a meaning of their own in Earshot; any other object with a
 * `type` is passed through to the provider as it is.
 */
export interface ContentBlock {
  readonly type: string;
  readonly [key: string]: unknown;
}

export declare namespace ContentBlock {
  interface Text extends ContentBlock {
    readonly type: "text";
    readonly text: string;
  }
  /** What a model thought before it answered. Anthropic's own `thinking` blocks read as this in `contentBlocks`. */
  interface Reasoning extends ContentBlock {
    readonly type: "reasoning";
    readonly reasoning: string;
  }
  /** An image, a sound, a film or a file: by `url`, as base64 `data` or bytes with its `mimeType`, or by the provider's `fileId`. */
  interface Media extends ContentBlock {
    readonly type: "image" | "audio" | "video" | "file";
    readonly url?: string;
    readonly data?: string | Uint8Array;
    readonly fileId?: string;
    readonly mimeType?: string;
  }
  interface ToolCall extends ContentBlock {
    readonly type: "tool_call";
    readonly id?: string;
    readonly name: string;
    readonly args: Record<string, unknown>;
  }
}

/** A part that is text. */
export type MessageContentText = ContentBlock.Text;

/** A part that is an image, as OpenAI's API has it. */
export interface MessageContentImageUrl extends ContentBlock {
  readonly type: "image_url";
  readonly image_url: string | { readonly url: string; readonly detail?: "auto" | "low" | "high" };
}

/** A message's content: plain text, or parts. */
export type MessageContent = string | ContentBlock[];
