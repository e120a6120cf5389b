import type { LanguageModelV2StreamPart, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { AIMessageChunk, type AIMessageChunkFields, type ContentBlock } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";
import { annotationsOf, toBlock, type AISDKContent } from "./from-content.js";
import { metadataOf } from "./metadata-of.js";
import { finishFacts, responseFacts, wasInterrupted } from "./response-facts.js";
import type { LanguageModelV4StreamPart } from "./specification-v4.js";
import type { AISDKModel } from "./ai-sdk-model.js";
import { toUsageMetadata } from "./to-usage-metadata.js";

/** A piece of a streamed answer, of any specification. */
export type AISDKStreamPart = LanguageModelV2StreamPart | LanguageModelV3StreamPart | LanguageModelV4StreamPart;

type Part<TType extends AISDKStreamPart["type"]> = Extract<AISDKStreamPart, { readonly type: TType }>;

/** The pieces of one streamed answer as chunks. */
export class StreamReader {
  readonly #model: Pick<AISDKModel, "provider" | "modelId">;
  /** The place of each block, by its kind and its id: blocks of different kinds may have the same. */
  readonly #places = new Map<string, number>();
  /** Whether content comes as blocks. Plain text comes as text, until there is anything else. */
  #blocks = false;
  /** What the provider last said of each block. */
  readonly #metadata = new Map<number, unknown>();
  readonly #said: { modelId?: string; timestamp?: Date; warnings?: unknown } = {};
  /** True once the provider has said that the answer is complete; that it was cut off says the opposite. */
  isFinished = false;

  constructor(model: Pick<AISDKModel, "provider" | "modelId">) {
    this.#model = model;
  }

  /**
   * The chunk for a piece, or none if it brings nothing. Its `text` is the answer's text alone: reasoning and the arguments of calls are in the
   * message. Chunks of one block have the same `index`, so that they merge.
   */
  read(part: AISDKStreamPart): ChatGenerationChunk | undefined {
    switch (part.type) {
      case "text-start":
      case "text-delta":
      case "text-end":
        return this.#fromText(part);
      case "reasoning-start":
      case "reasoning-delta":
      case "reasoning-end":
        return this.#fromReasoning(part);
      case "tool-input-start":
      case "tool-input-delta":
        return this.#fromToolInput(part);
      case "tool-call":
        return this.#fromToolCall(part);
      case "response-metadata":
        return this.#fromResponse(part);
      case "stream-start":
        if (part.warnings.length > 0) this.#said.warnings = part.warnings;
        return undefined;
      case "finish":
        return this.#fromFinish(part);
      case "tool-input-end":
      case "raw":
      case "ping":
      case "error":
        return undefined;
      default:
        return this.#fromBlock(part);
    }
  }

  #fromText(part: Part<"text-start" | "text-delta" | "text-end">): ChatGenerationChunk | undefined {
    const text = part.type === "text-delta" ? part.delta : "";
    const annotations = annotationsOf(part);
    if (!this.#blocks && part.providerMetadata === undefined && annotations.annotations === undefined)
      return text === "" ? undefined : toChunk({ content: text }, text);
    return this.#fromPiece(part, { type: "text", text, ...annotations });
  }

  #fromReasoning(part: Part<"reasoning-start" | "reasoning-delta" | "reasoning-end">): ChatGenerationChunk | undefined {
    return this.#fromPiece(part, { type: "reasoning", reasoning: part.type === "reasoning-delta" ? part.delta : "" });
  }

  /** What a provider says of a block replaces what it said of it before, and chunks only add up: so it is said once, at the block's end. */
  #fromPiece(
    {
      id,
      type,
      providerMetadata,
    }: Pick<Part<"text-start" | "reasoning-end">, "id" | "providerMetadata"> & { readonly type: string },
    block: ContentBlock,
  ): ChatGenerationChunk | undefined {
    this.#blocks = true;
    const index = this.#place(block.type, id);
    if (providerMetadata !== undefined) this.#metadata.set(index, providerMetadata);
    const said = type.endsWith("-end") ? metadataOf({ providerMetadata: this.#metadata.get(index) }) : {};
    const text = (block["text"] ?? "") as string;
    const isSilent = text === "" && !block["reasoning"] && !("annotations" in block);
    if (isSilent && !("providerMetadata" in said)) return undefined;
    return toChunk({ content: [{ ...block, index, ...said }] }, text);
  }

  /** Tools that the provider runs are nobody's to call: they come whole, as blocks. */
  #fromToolInput(part: Part<"tool-input-start" | "tool-input-delta">): ChatGenerationChunk | undefined {
    const { id } = part;
    if (part.type === "tool-input-delta") {
      const index = this.#places.get(`tool ${id}`);
      return index === undefined ? undefined : toChunk({ tool_call_chunks: [{ index, args: part.delta }] });
    }
    if (part.providerExecuted === true) return undefined;
    return toChunk({ tool_call_chunks: [{ index: this.#place("tool", id), id, name: part.toolName, args: "" }] });
  }

  #fromToolCall(part: Part<"tool-call">): ChatGenerationChunk | undefined {
    const { toolCallId: id, toolName: name, input: args } = part;
    const block = toBlock(part);
    if (part.providerExecuted === true) return this.#fromBlock(part);
    const isNew = !this.#places.has(`tool ${id}`);
    if (block === undefined && !isNew) return undefined;
    if (block !== undefined) this.#blocks = true;
    const index = this.#place("tool", id);
    return toChunk({
      ...(isNew && { tool_call_chunks: [{ index, id, name, args }] }),
      ...(block !== undefined && { content: [{ ...block, index }] }),
    });
  }

  #fromBlock(part: AISDKContent): ChatGenerationChunk {
    this.#blocks = true;
    const block = toBlock(part) as ContentBlock;
    return toChunk({ content: [{ ...block, index: this.#place(part.type, `${this.#places.size}`) }] });
  }

  #fromResponse({ id, modelId, timestamp }: Part<"response-metadata">): ChatGenerationChunk | undefined {
    if (modelId !== undefined) this.#said.modelId = modelId;
    if (timestamp !== undefined) this.#said.timestamp = timestamp;
    return id === undefined ? undefined : toChunk({ id });
  }

  /** Metadata of chunks is merged, texts are joined: so it is said once, at the end. */
  #fromFinish({ usage, finishReason, providerMetadata }: Part<"finish">): ChatGenerationChunk {
    this.isFinished = !wasInterrupted(finishReason);
    const { modelId = this.#model.modelId, timestamp, warnings } = this.#said;
    const usageMetadata = toUsageMetadata(usage);
    const finish = finishFacts(finishReason);
    const chunk = toChunk({
      response_metadata: {
        ...responseFacts({ provider: this.#model.provider, modelId, timestamp }),
        ...finish,
        ...(providerMetadata !== undefined && { provider_metadata: providerMetadata }),
        ...(warnings !== undefined && { warnings }),
      },
      ...(usageMetadata !== undefined && { usage_metadata: usageMetadata }),
    });
    chunk.generationInfo = finish;
    return chunk;
  }

  #place(kind: string, id: string): number {
    const key = `${kind} ${id}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(key, place);
    return place;
  }
}

function toChunk(fields: AIMessageChunkFields, text = ""): ChatGenerationChunk {
  return new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: "", ...fields }) });
}
