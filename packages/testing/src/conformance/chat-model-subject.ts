import type { BaseChatModel, BaseChatModelParams } from "@earshot/core/language_models/chat_models";
import type { UsageMetadata } from "@earshot/core/messages";
import type { ConformanceSkips } from "./conformance-case.js";

/**
 * How the provider behind a model goes: it answers with the subject's text; it calls the subject's tool; it fails, at once or in the middle
 * of a stream; it hangs, after the first piece if it streams, until the call's signal aborts.
 */
export type ChatModelWork = "answer" | "call a tool" | "fail" | "hang";

/** What can be seen of the provider behind a subject: a server, or the subject's own code. */
export interface ProviderProbe {
  /** How often it was asked. */
  asked(): number;
  /** How many answers it has not finished and nobody has closed. */
  open(): number;
}

/** A kind of chat model under examination. What it doesn't have is a text that says why. */
export interface ChatModelSubject {
  /** Makes one whose provider goes as told. `fields` are to reach the base class. */
  make(work: ChatModelWork, fields?: BaseChatModelParams): BaseChatModel;
  /** What it answers, in more than one piece when it streams. */
  readonly text: string;
  /** The call that it makes when told to call a tool; or why it makes none. */
  readonly toolCall: { readonly name: string; readonly args: Readonly<Record<string, unknown>> } | string;
  /** What an answer costs; or why that is not known. */
  readonly usage: Pick<UsageMetadata, "input_tokens" | "output_tokens"> | string;
  /** A secret that it was made with; or why it has none. */
  readonly secret: string | { readonly none: string };
  /** Its provider; or why that can't be seen. */
  readonly provider: ProviderProbe | string;
  readonly skips?: ConformanceSkips;
}

/** What a model is asked. */
export const question = "What do you say?";
