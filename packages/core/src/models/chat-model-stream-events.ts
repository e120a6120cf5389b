import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { ContentBlock } from "../messages/content-block.js";
import type { ToolCallChunk } from "../messages/tool-call.js";
import { addUsage } from "../messages/usage-arithmetic.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatModelStreamEvent, FinishReason } from "../outputs/chat-model-stream-event.js";
import { finishReasonOf } from "./finish-reason-of.js";
import { StreamedBlock } from "./streamed-block.js";

/** Blocks that say what the message's `tool_call_chunks` say as well. */
const toolBlocks = new Set(["tool_use", "input_json_delta", "tool_call_chunk"]);

/**
 * One streamed answer as LangChain's `handleChatModelStreamEvent` is told it: feed it each chunk, then `finish`. Each text, each piece of
 * reasoning, each tool call is a block of its own, in the order they began. An answer that breaks off has no finish.
 */
export class ChatModelStreamEvents {
  private readonly blocks: StreamedBlock[] = [];
  private events: ChatModelStreamEvent[] = [];
  private isStarted = false;
  private usage: UsageMetadata | undefined = undefined;
  private reason: FinishReason = "stop";

  /** What the next chunk brings. */
  push({ message, generationInfo }: ChatGenerationChunk): readonly ChatModelStreamEvent[] {
    const { content, usage_metadata: usage, tool_call_chunks: calls = [] } = message as AIMessageChunk;
    const isFirst = !this.isStarted;
    if (isFirst) this.start(message.id, usage);
    if (typeof content === "string") {
      if (content !== "")
        this.find("text", { type: "text", text: "" }).grow({ type: "text", text: content }, this.events);
    } else {
      for (const part of content) if (calls.length === 0 || !toolBlocks.has(part.type)) this.addPart(part);
    }
    for (const call of calls) this.addCall(call);
    if (usage !== undefined && !isFirst) this.addUsage(usage);
    this.reason = finishReasonOf(message, generationInfo) ?? this.reason;
    return this.take();
  }

  /** What is to be said once no more chunks come. */
  finish(): readonly ChatModelStreamEvent[] {
    if (!this.isStarted) this.start(undefined, undefined);
    for (const block of this.blocks)
      this.events.push({ event: "content-block-finish", index: block.index, content: block.finished() });
    this.events.push({ event: "message-finish", reason: this.reason, ...(this.usage && { usage: this.usage }) });
    return this.take();
  }

  private start(id: string | undefined, usage: UsageMetadata | undefined): void {
    this.isStarted = true;
    this.usage = usage;
    this.events.push({ event: "message-start", id, ...(usage && { usage }) });
  }

  private addUsage(usage: UsageMetadata): void {
    this.usage = this.usage === undefined ? usage : addUsage(this.usage, usage);
    this.events.push({ event: "usage", usage: this.usage });
  }

  /** A part without an index is a block of its own, as it is in the message that chunks add up to. */
  private addPart(part: ContentBlock): void {
    const { index } = part;
    const key = index === undefined ? undefined : `${part.type.replace(/_delta$/, "")} ${String(index)}`;
    const known = key === undefined ? undefined : this.blocks.find((block) => block.key === key);
    if (known === undefined) this.open(key, { ...part });
    else known.grow(part, this.events);
  }

  /** Some providers give every call the same index: another id is another call. */
  private addCall({ index, id, name, args }: ToolCallChunk): void {
    const key = `tool_call ${String(index ?? id)}`;
    let block = this.blocks.filter((candidate) => candidate.key === key).at(-1);
    if (block === undefined || block.isOtherCall(id)) {
      block = this.open(key, { type: "tool_call_chunk", id, name, args: "", index: this.blocks.length });
    }
    block.growCall({ id, name, args }, this.events);
  }

  private find(key: string, initial: ContentBlock): StreamedBlock {
    return this.blocks.find((block) => block.key === key) ?? this.open(key, initial);
  }

  private open(key: string | undefined, content: ContentBlock): StreamedBlock {
    const block = new StreamedBlock(this.blocks.length, key, content);
    this.blocks.push(block);
    this.events.push({ event: "content-block-start", index: block.index, content });
    return block;
  }

  private take(): readonly ChatModelStreamEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }
}
