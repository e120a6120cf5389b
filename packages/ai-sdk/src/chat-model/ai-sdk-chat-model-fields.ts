import type { LanguageModelV3CallOptions, SharedV3ProviderOptions } from "@ai-sdk/provider";
import type { BaseChatModelCallOptions, BaseChatModelParams } from "@earshot/core/language_models/chat_models";

/** How much a model thinks before it answers, as AI SDK 7 says it. */
export type AISDKReasoning = "provider-default" | "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** What AI SDK calls settings, under its names: they are sent with every call, and a call's own win. */
export interface AISDKSettings {
  maxOutputTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  presencePenalty?: number;
  frequencyPenalty?: number;
  seed?: number;
  /** How much a model of specification V4 (AI SDK 7) thinks first. Models of older specifications have it among their `providerOptions`. */
  reasoning?: AISDKReasoning;
  /** Retries of a request that failed before its first piece, where the provider says that trying again can help. Default 2. */
  maxRetries?: number;
  /** What only this provider knows, by its name: `{ anthropic: { thinking: { type: "enabled", budgetTokens: 2000 } } }`. */
  providerOptions?: SharedV3ProviderOptions;
}

/** What a file at an address is: its bytes, and its media type if that is known. */
export interface DownloadedFile {
  readonly data: Uint8Array;
  readonly mediaType?: string | undefined;
}

/** What `fromAISDK` takes beside the model. */
export interface AISDKChatModelFields extends BaseChatModelParams, AISDKSettings {
  /** Texts at which the answer ends, for calls that name none. */
  stop?: string[];
  /** Fetches the files that messages name by their address and that the provider doesn't fetch itself. Without it they are an error. */
  download?: (url: URL, signal: AbortSignal) => Promise<DownloadedFile>;
}

/** What a call may set. */
export interface AISDKCallOptions extends BaseChatModelCallOptions, AISDKSettings {
  /** What `bindTools` makes of tools. */
  tools?: unknown[];
  responseFormat?: LanguageModelV3CallOptions["responseFormat"];
  /** HTTP headers of this request only. Handlers are told their names, not what they say. */
  headers?: Record<string, string | undefined>;
}
