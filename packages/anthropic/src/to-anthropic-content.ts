import { AnthropicUnsupportedContentError } from "./errors/unsupported-content-error.js";
import { fromUrl, toMediaSource } from "./to-media-source.js";

type Block = Readonly<Record<string, unknown>>;

/** A block as the API takes it; the SDK's own unions are narrower than what the API and its betas accept. */
export interface AnthropicBlock {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A call that a message carries beside its content. */
export interface MessageToolCall {
  readonly id?: string;
  readonly name: string;
  readonly args: unknown;
}

/**
 * The content blocks of a message as the API takes them. Blocks in the API's own form (`thinking` with its signature,
 * `redacted_thinking`, `document`, `search_result`, server tools and their results …) go through as they are, without the `index` that
 * streaming adds; LangChain's forms are translated. Empty text is left out: the API refuses it.
 *
 * @throws AnthropicUnsupportedContentError for sound, film, and media without a source.
 */
export function toAnthropicContent(
  content: readonly Block[],
  toolCalls: readonly MessageToolCall[] = [],
): AnthropicBlock[] {
  const blocks: AnthropicBlock[] = [];
  for (const block of content) {
    const converted = toAnthropicBlock(block, { content, toolCalls });
    if (converted !== undefined) blocks.push(converted);
  }
  return blocks;
}

/** A tool call as the API's block. */
export function toToolUseBlock(call: MessageToolCall): AnthropicBlock {
  if (call.id === undefined) {
    throw new AnthropicUnsupportedContentError(
      `The tool call "${call.name}" has no id. Anthropic pairs calls and results by id: give the call an \`id\`, and its ToolMessage the same \`tool_call_id\`.`,
      {},
    );
  }
  return { type: "tool_use", id: call.id, name: call.name, input: call.args };
}

interface Surroundings {
  readonly content: readonly Block[];
  readonly toolCalls: readonly MessageToolCall[];
}

function toAnthropicBlock(block: Block, surroundings: Surroundings): AnthropicBlock | undefined {
  const type = String(block["type"]);
  switch (type) {
    case "text":
    case "text_delta":
      return toTextBlock(block);
    case "image_url":
      return toImageUrlBlock(block);
    case "image":
      return isObject(block["source"])
        ? withoutIndex(block)
        : { type, source: toMediaSource(block, "image/jpeg"), ...caching(block) };
    case "file":
    case "text-plain":
      return {
        type: "document",
        source: toMediaSource(block, "application/pdf"),
        ...documentExtras(block),
        ...caching(block),
      };
    case "reasoning":
      return toThinkingBlock(block);
    case "tool_call":
      return { ...toToolUseBlock(block as unknown as MessageToolCall), ...caching(block) };
    case "tool_use":
    case "server_tool_use":
    case "mcp_tool_use":
      return toUseBlock(block, surroundings);
    case "non_standard":
      return isObject(block["value"]) ? withoutIndex(block["value"]) : undefined;
    case "input_json_delta": // its text is joined into the tool_use block that it belongs to
    case "tool_call_chunk":
    case "invalid_tool_call":
      return undefined;
    case "audio":
    case "video":
      throw new AnthropicUnsupportedContentError(
        `Anthropic takes no "${type}" content. Send a transcript as text, or images taken from it; images and documents (PDF, text) are accepted.`,
        {},
      );
    default:
      return withoutIndex(block);
  }
}

function toTextBlock(block: Block): AnthropicBlock | undefined {
  const text = block["text"];
  if (typeof text !== "string" || text === "") return undefined;
  const citations = block["citations"];
  const cited = Array.isArray(citations) && citations.length > 0 ? { citations } : {};
  return { type: "text", text, ...cited, ...caching(block) };
}

function toImageUrlBlock(block: Block): AnthropicBlock {
  const image = block["image_url"];
  const url = isObject(image) ? image["url"] : image;
  return { type: "image", source: fromUrl(String(url)), ...caching(block) };
}

/** Reasoning in LangChain's standard form. Without its signature the API would refuse it, and the answer doesn't need it. */
function toThinkingBlock(block: Block): AnthropicBlock | undefined {
  const signature = block["signature"] ?? (isObject(block["extras"]) ? block["extras"]["signature"] : undefined);
  if (typeof signature !== "string") return undefined;
  return { type: "thinking", thinking: block["reasoning"], signature };
}

/** A call with its arguments as an object: a streamed one has them as text, in itself or in the deltas with its index. */
function toUseBlock(block: Block, { content, toolCalls }: Surroundings): AnthropicBlock {
  if (typeof block["input"] !== "string") return withoutIndex(block);
  const call = toolCalls.find((candidate) => candidate.id === block["id"]);
  if (call !== undefined) return { ...withoutIndex(block), input: call.args };
  let text = block["input"];
  for (const other of content) {
    if (other["type"] === "input_json_delta" && other["index"] === block["index"]) text += String(other["input"]);
  }
  return { ...withoutIndex(block), input: parseArguments(text) };
}

/** A call that was cut off has no whole JSON; the API wants an object all the same. */
function parseArguments(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

function documentExtras(block: Block): Record<string, unknown> {
  const extras: Record<string, unknown> = {};
  const metadata = isObject(block["metadata"]) ? block["metadata"] : {};
  for (const key of ["title", "context", "citations"]) {
    const value = block[key] ?? metadata[key];
    if (value !== undefined) extras[key] = value;
  }
  return extras;
}

function caching(block: Block): { cache_control?: unknown } {
  const metadata = block["metadata"];
  const control = block["cache_control"] ?? (isObject(metadata) ? metadata["cache_control"] : undefined);
  return control === undefined || control === null ? {} : { cache_control: control };
}

function withoutIndex(block: Block): AnthropicBlock {
  const { index: _index, ...rest } = block;
  return rest as AnthropicBlock;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
