import { AIMessageChunk, subtractUsage, type ContentBlock, type UsageMetadata } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";
import { toGenerationInfo, type AnthropicAnswer } from "./from-anthropic-message.js";
import { toUsageMetadata, type AnthropicUsage } from "./to-usage-metadata.js";

/** One event of the API's stream, read by `type`; a kind that is not known here is passed over. */
export interface AnthropicStreamEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What has to be remembered from one event of a stream to the next. */
export interface StreamState {
  /** Whether chunks carry usage. */
  readonly streamUsage: boolean;
  /** Whether content comes as blocks. Plain text comes as text, until a block of another kind begins. */
  blocks: boolean;
  /** The kind of the block that is being streamed, by its index. */
  readonly kinds: Map<number, string>;
  /** The counts so far, as the API sent them. */
  usage: AnthropicUsage;
  /** The same as usage: what the chunks so far add up to. */
  counted: UsageMetadata | undefined;
}

/** The state at the start of a stream. `blocks` is for requests whose answer may hold more than text: tools, thinking, citations. */
export function startStream(options: { readonly streamUsage: boolean; readonly blocks: boolean }): StreamState {
  return { streamUsage: options.streamUsage, blocks: options.blocks, kinds: new Map(), usage: {}, counted: undefined };
}

/**
 * The chunk for an event: one for `message_start`, for each block's start, for each delta and for `message_delta`, with text `""` where
 * the event brings none; none for `content_block_stop` and `message_stop`. The chunk's `text` is the answer's text alone: thinking and the JSON
 * of tool calls are in the message.
 *
 * Usage in a chunk is what this event adds. The API's counts are running totals, so `message_delta` counts only what exceeds
 * `message_start`: the sum over all chunks is the truth.
 */
export function fromAnthropicStreamEvent(
  event: AnthropicStreamEvent,
  state: StreamState,
): ChatGenerationChunk | undefined {
  switch (event.type) {
    case "content_block_delta":
      return fromDelta(event["index"] as number, event["delta"] as Delta, state);
    case "content_block_start":
      return fromBlockStart(event["index"] as number, event["content_block"] as ContentBlock, state);
    case "message_start":
      return fromMessageStart(event["message"] as AnthropicAnswer, state);
    case "message_delta":
      return fromMessageDelta(event["delta"] as MessageDelta, event["usage"] as AnthropicUsage | undefined, state);
    default:
      return undefined;
  }
}

interface Delta {
  readonly type: string;
  readonly text?: string;
  readonly thinking?: string;
  readonly signature?: string;
  readonly partial_json?: string;
  readonly citation?: unknown;
  readonly [key: string]: unknown;
}

interface MessageDelta {
  readonly stop_reason?: string | null;
  readonly stop_sequence?: string | null;
  readonly [key: string]: unknown;
}

function fromDelta(index: number, delta: Delta, state: StreamState): ChatGenerationChunk | undefined {
  switch (delta.type) {
    case "text_delta": {
      const text = delta.text ?? "";
      if (!state.blocks) return new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      return toChunk(text, { index, type: "text", text });
    }
    case "thinking_delta":
      return toChunk("", { index, type: "thinking", thinking: delta.thinking });
    case "signature_delta":
      return toChunk("", { index, type: "thinking", signature: delta.signature });
    case "citations_delta":
      return toChunk("", { index, type: "text", citations: [delta.citation] });
    case "input_json_delta":
      return fromToolDelta(index, delta.partial_json ?? "", state);
    default: {
      const { type, ...rest } = delta;
      return toChunk("", { index, type: state.kinds.get(index) ?? type.replace(/_delta$/, ""), ...rest });
    }
  }
}

/** Server tools stream their arguments in the same way, but are nobody's to call: they get no `tool_call_chunks`. */
function fromToolDelta(index: number, args: string, state: StreamState): ChatGenerationChunk {
  const type = state.kinds.get(index) ?? "tool_use";
  const content = [{ index, type, input: args }];
  const message =
    type === "tool_use"
      ? new AIMessageChunk({ content, tool_call_chunks: [{ index, args }] })
      : new AIMessageChunk({ content });
  return new ChatGenerationChunk({ text: "", message });
}

function fromBlockStart(index: number, block: ContentBlock, state: StreamState): ChatGenerationChunk {
  state.kinds.set(index, block.type);
  if (block.type !== "text" || Array.isArray(block["citations"])) state.blocks = true;
  if (block.type === "text") {
    const text = String(block["text"] ?? "");
    if (!state.blocks) return new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
    return toChunk(text, { index, ...block });
  }
  if (block["input"] === undefined) return toChunk("", { index, ...block });
  const args = openingArguments(block["input"]);
  const content = [{ index, ...block, input: args }];
  if (block.type !== "tool_use") return new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content }) });
  const call = { index, id: String(block["id"]), name: String(block["name"]), args };
  return new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content, tool_call_chunks: [call] }) });
}

/** As text, so that the deltas can continue it: the API opens a call with `{}` and streams the arguments, but may as well send them at once. */
function openingArguments(input: unknown): string {
  const text = JSON.stringify(input);
  return text === "{}" ? "" : text;
}

function fromMessageStart(answer: AnthropicAnswer, state: StreamState): ChatGenerationChunk {
  state.usage = answer.usage ?? {};
  const usage = countFurther(state);
  const message = new AIMessageChunk({
    id: answer.id,
    content: state.blocks ? [] : "",
    additional_kwargs: { model: answer.model, id: answer.id, type: "message", role: "assistant" },
    response_metadata: { model_provider: "anthropic", model: answer.model },
    ...usage,
  });
  return new ChatGenerationChunk({ text: "", message });
}

/** The API may send several; only the one that says why the model stopped may speak of it, as metadata of chunks is merged. */
function fromMessageDelta(
  delta: MessageDelta,
  totals: AnthropicUsage | undefined,
  state: StreamState,
): ChatGenerationChunk {
  const known = Object.entries(totals ?? {}).filter(([, value]) => value !== null);
  state.usage = { ...state.usage, ...Object.fromEntries(known) };
  const content = state.blocks ? [] : "";
  const { stop_reason: stopReason, stop_sequence: stopSequence, ...rest } = delta;
  if (stopReason === null || stopReason === undefined) {
    return new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content, ...countFurther(state) }) });
  }
  const said = { stop_reason: stopReason, stop_sequence: stopSequence ?? null };
  const metadata: Record<string, unknown> = { ...said, usage: state.usage };
  for (const [key, value] of Object.entries(rest)) if (value !== null) metadata[key] = value;
  const message = new AIMessageChunk({
    content,
    additional_kwargs: said,
    response_metadata: metadata,
    ...countFurther(state),
  });
  return new ChatGenerationChunk({ text: "", message, generationInfo: toGenerationInfo(stopReason, stopSequence) });
}

/** What the counts have grown by since the last chunk that told them. */
function countFurther(state: StreamState): { usage_metadata?: UsageMetadata } {
  if (!state.streamUsage) return {};
  const total = toUsageMetadata(state.usage);
  const increment = subtractUsage(total, state.counted);
  state.counted = total;
  return { usage_metadata: increment };
}

function toChunk(text: string, block: ContentBlock): ChatGenerationChunk {
  return new ChatGenerationChunk({ text, message: new AIMessageChunk([block]) });
}
