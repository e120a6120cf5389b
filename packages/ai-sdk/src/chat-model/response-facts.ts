import type { LanguageModelV2FinishReason, LanguageModelV3FinishReason } from "@ai-sdk/provider";
import type { LanguageModelV4FinishReason } from "./specification-v4.js";

/** Why the model stopped, as any specification says it. */
export type AISDKFinishReason = LanguageModelV2FinishReason | LanguageModelV3FinishReason | LanguageModelV4FinishReason;

/** True if the provider says that it was cut off. */
export function wasInterrupted(reason: AISDKFinishReason): boolean {
  return typeof reason !== "string" && reason.unified === "interrupted";
}

/** Why the model stopped: the unified reason, in the form that handlers look for, and the provider's own word for it. */
export function finishFacts(reason: AISDKFinishReason): Record<string, unknown> {
  const { unified, raw } = typeof reason === "string" ? { unified: reason, raw: undefined } : reason;
  return { finish_reason: unified.replaceAll("-", "_"), ...(raw !== undefined && { raw_finish_reason: raw }) };
}

/** What is known of an answer beside its content. */
export interface ResponseFacts {
  readonly provider: string;
  readonly modelId: string;
  readonly timestamp?: Date | undefined;
}

/** The same as a message's `response_metadata`. */
export function responseFacts({ provider, modelId, timestamp }: ResponseFacts): Record<string, unknown> {
  return {
    model_provider: provider,
    model_name: modelId,
    ...(timestamp !== undefined && { timestamp: timestamp.toISOString() }),
  };
}
