/** Whose words they are, as far as the page draws them differently. */
export type ChatRole = "system" | "user" | "assistant" | "tool" | "other";

/** An image, a sound, a film or a file. What lies elsewhere is named, never fetched. */
export interface ChatMedia {
  readonly type: "media";
  readonly media: "image" | "audio" | "video" | "file";
  readonly mimeType?: string;
  readonly name?: string;
  /** Base64 of what was sent along. */
  readonly data?: string;
  /** Where it lies, if it was not sent along: an address, or the provider's id. */
  readonly location?: string;
}

/** A call of a tool that a model wants made. */
export interface ChatToolCall {
  readonly type: "tool_call";
  readonly id?: string;
  readonly name: string;
  /** Parsed arguments; the text as it came, if it is no JSON or still coming. */
  readonly args: unknown;
  /** Why the arguments could not be read. */
  readonly error?: string;
}

/** What a tool answered, where it stands among the parts of another message. */
export interface ChatToolResult {
  readonly type: "tool_result";
  readonly id?: string;
  readonly name?: string;
  readonly parts: readonly ChatPart[];
  readonly isError?: boolean;
}

/** One part of a message, whatever library or provider wrote it. */
export type ChatPart =
  | { readonly type: "text" | "reasoning"; readonly text: string }
  | ChatMedia
  | ChatToolCall
  | ChatToolResult
  /** A part nobody here knows: shown as JSON. */
  | { readonly type: "unknown"; readonly value: unknown };

/** One message of a chat, whatever library or provider wrote it. */
export interface ChatMessage {
  readonly role: ChatRole;
  /** The role as it was written. */
  readonly label: string;
  readonly name?: string;
  readonly id?: string;
  readonly parts: readonly ChatPart[];
  /** Of a tool's answer: the call it belongs to. */
  readonly toolCallId?: string;
  readonly isError?: boolean;
}
