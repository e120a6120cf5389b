import type { ChatMessage } from "./chat-message.js";

/** A document that a retriever found. */
export interface FoundDocument {
  readonly text: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly score?: number;
}

/** What went into a run or came out of it, in the form it is best read in. */
export type ExchangeSide =
  | { readonly type: "messages"; readonly messages: readonly ChatMessage[] }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "texts"; readonly texts: readonly string[] }
  | { readonly type: "documents"; readonly documents: readonly FoundDocument[] }
  | { readonly type: "vectors"; readonly dimensions?: number }
  /** An object of a few things that are read best one by one. */
  | { readonly type: "fields"; readonly fields: readonly { readonly name: string; readonly side: ExchangeSide }[] }
  | { readonly type: "json"; readonly value: unknown };

/** A tool that a model was offered. */
export interface OfferedTool {
  readonly name: string;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** A run as a person reads it: what was asked, with what, and what came of it. */
export interface Exchange {
  readonly input?: ExchangeSide;
  readonly output?: ExchangeSide;
  /** More answers to the same question, if a model was asked for several. */
  readonly alternatives: readonly ExchangeSide[];
  /** Of a model: temperature and the like, without messages and tools. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly tools: readonly OfferedTool[];
}
