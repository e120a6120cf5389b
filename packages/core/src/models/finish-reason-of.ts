import type { BaseMessageChunk } from "../messages/base-message-chunk.js";
import type { FinishReason } from "../outputs/chat-model-stream-event.js";

/** The providers' words for the reasons that are not a plain stop. */
const reasons: Readonly<Record<string, FinishReason>> = {
  length: "length",
  max_tokens: "length",
  tool_calls: "tool_use",
  tool_use: "tool_use",
  function_call: "tool_use",
  content_filter: "content_filter",
  refusal: "content_filter",
  safety: "content_filter",
};

/** Why the model stopped, if the chunk says so under one of the names that providers have for it. */
export function finishReasonOf(
  message: BaseMessageChunk,
  generationInfo: Readonly<Record<string, unknown>> | undefined,
): FinishReason | undefined {
  for (const place of [generationInfo, message.response_metadata, message.additional_kwargs]) {
    const said = place?.["finish_reason"] ?? place?.["stop_reason"] ?? place?.["finishReason"];
    if (typeof said === "string") return reasons[said.toLowerCase()] ?? "stop";
  }
  return undefined;
}
