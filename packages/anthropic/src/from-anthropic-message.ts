import { AIMessage, type ContentBlock, type ToolCall } from "@earshot/core/messages";
import type { ChatResult } from "@earshot/core/outputs";
import { toUsageMetadata, type AnthropicUsage } from "./to-usage-metadata.js";

/** An answer that came whole. */
export interface AnthropicAnswer {
  readonly id: string;
  readonly model: string;
  readonly content: readonly ContentBlock[];
  readonly stop_reason?: string | null;
  readonly stop_sequence?: string | null;
  readonly usage?: AnthropicUsage;
  readonly [key: string]: unknown;
}

/**
 * An answer as a chat result. The content of an answer that is one plain text is that text, else the API's blocks; tool calls are in
 * `tool_calls` as well. `response_metadata` has everything the API said beside the content: `stop_reason`, `stop_sequence`, `usage` with
 * the service tier, `container` …
 */
export function fromAnthropicMessage(answer: AnthropicAnswer): ChatResult {
  const { content, role: _role, type: _type, ...said } = answer;
  const usage = toUsageMetadata(answer.usage ?? {}); // gateways leave it out
  const facts = withoutNulls(said);
  const message = new AIMessage({
    id: answer.id,
    content: toMessageContent(content),
    tool_calls: toToolCalls(content),
    additional_kwargs: withoutNulls({ ...said, role: "assistant", type: "message" }),
    response_metadata: { model_provider: "anthropic", ...facts },
    usage_metadata: usage,
  });
  const tokenUsage = {
    promptTokens: usage.input_tokens,
    completionTokens: usage.output_tokens,
    totalTokens: usage.total_tokens,
  };
  return {
    generations: [
      { text: textOf(content), message, generationInfo: toGenerationInfo(answer.stop_reason, answer.stop_sequence) },
    ],
    llmOutput: { ...facts, tokenUsage },
  };
}

/** Why the model stopped, under the API's name and the one that handlers look for. */
export function toGenerationInfo(
  stopReason: string | null | undefined,
  stopSequence: string | null | undefined,
): Record<string, unknown> {
  return { stop_reason: stopReason ?? null, stop_sequence: stopSequence ?? null, finish_reason: stopReason ?? null };
}

function toMessageContent(content: readonly ContentBlock[]): string | ContentBlock[] {
  const [only] = content;
  if (content.length === 1 && only?.type === "text" && !isCited(only)) return String(only["text"]);
  return [...content];
}

function isCited(block: ContentBlock): boolean {
  const citations = block["citations"];
  return Array.isArray(citations) && citations.length > 0;
}

function toToolCalls(content: readonly ContentBlock[]): ToolCall[] {
  const calls: ToolCall[] = [];
  for (const block of content) {
    if (block.type !== "tool_use") continue;
    calls.push({
      type: "tool_call",
      id: String(block["id"]),
      name: String(block["name"]),
      args: block["input"] as Record<string, unknown>,
    });
  }
  return calls;
}

function textOf(content: readonly ContentBlock[]): string {
  let text = "";
  for (const block of content) if (block.type === "text") text += String(block["text"]);
  return text;
}

/** What does not apply is null in the API's answers; a null `stop_sequence` says something, as there was none. */
function withoutNulls(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key === "stop_sequence" || (value !== null && value !== undefined)) kept[key] = value;
  }
  return kept;
}
