import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { ContentBlock } from "../messages/content-block.js";
import type { ToolCallChunk } from "../messages/tool-call.js";
import { addUsage } from "../messages/usage-arithmetic.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatModelStreamEvent, FinishReason } from "../outputs/chat-model-stream-event.js";
import type { StreamEventsTeller } from "../runnables/runnable-factories.js";
import { finishReasonOf } from "./finish-reason-of.js";
import { StreamedBlock } from "./streamed-block.js";

/** Blocks that say what the message's `tool_call_chunks` say as well. */
const toolBlocks = new Set(["tool_use", "input_json_delta", "tool_call_chunk"]);

/**
 * One streamed answer as LangChain's `handleChatModelStreamEvent` is told it: feed it each chunk, then `finish`. Each text, each piece of
 * reasoning, each tool call is a block of its own, in the order they began. An answer that breaks off has no finish.
 */
export class ChatModelStreamEvents implements StreamEventsTeller {
  readonly #tell: (event: ChatModelStreamEvent) => void;
  readonly #blocks: StreamedBlock[] = [];
  #isStarted = false;
  #usage: UsageMetadata | undefined;
  #reason: FinishReason = "stop";

  /** @param tell is called with each event, in order */
  constructor(tell: (event: ChatModelStreamEvent) => void) {
    this.#tell = tell;
  }

  push({ message, generationInfo }: ChatGenerationChunk): void {
    const { content, usage_metadata: usage, tool_call_chunks: calls = [] } = message as AIMessageChunk;
    const isFirst = !this.#isStarted;
    if (isFirst) this.#start(message.id, usage);
    if (typeof content !== "string") {
      for (const part of content) if (calls.length === 0 || !toolBlocks.has(part.type)) this.#addPart(part);
    } else if (content !== "") {
      const block = this.#find("text") ?? this.#open("text", { type: "text", text: "" });
      block.grow({ type: "text", text: content }, this.#tell);
    }
    for (const call of calls) this.#addCall(call);
    if (usage !== undefined && !isFirst) {
      this.#usage = this.#usage === undefined ? usage : addUsage(this.#usage, usage);
      this.#tell({ event: "usage", usage: this.#usage });
    }
    this.#reason = finishReasonOf(message, generationInfo) ?? this.#reason;
  }

  /** No more chunks come. */
  finish(): void {
    const usage = this.#usage;
    if (!this.#isStarted) this.#start(undefined, undefined);
    for (const block of this.#blocks)
      this.#tell({ event: "content-block-finish", index: block.index, content: block.finished() });
    this.#tell({ event: "message-finish", reason: this.#reason, ...(usage && { usage }) });
  }

  #start(id: string | undefined, usage: UsageMetadata | undefined): void {
    this.#isStarted = true;
    this.#usage = usage;
    this.#tell({ event: "message-start", id, ...(usage && { usage }) });
  }

  /** A part without an index is a block of its own, as it is in the message that chunks add up to. */
  #addPart(part: ContentBlock): void {
    const { type, index } = part;
    const key = index === undefined ? undefined : `${type.replace(/_delta$/, "")} ${String(index)}`;
    const known = key && this.#find(key);
    if (known) known.grow(part, this.#tell);
    else this.#open(key, { ...part });
  }

  /** Some providers give every call the same index: another id is another call. */
  #addCall({ index, id, name, args = "" }: ToolCallChunk): void {
    const key = `tool_call ${String(index ?? id)}`;
    const last = this.#find(key);
    const lastId = last?.content["id"];
    const block =
      last === undefined || (id && lastId && id !== lastId)
        ? this.#open(key, { type: "tool_call_chunk", id, name, args: "", index: this.#blocks.length })
        : last;
    block.grow({ type: "tool_call_chunk", id, name, args }, this.#tell);
  }

  #find(key: string): StreamedBlock | undefined {
    return this.#blocks.filter((block) => block.key === key).at(-1);
  }

  #open(key: string | undefined, content: ContentBlock): StreamedBlock {
    const block = new StreamedBlock(this.#blocks.length, key, content);
    this.#blocks.push(block);
    this.#tell({ event: "content-block-start", index: block.index, content });
    return block;
  }
}
