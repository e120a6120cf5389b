import { type AIMessageFields } from "./ai-message.js";
import type { BaseMessage } from "./base-message.js";
import { BaseMessageChunk } from "./base-message-chunk.js";
import { isBrandedChunk } from "./chunk-brand.js";
import { concatFields } from "./concat-fields.js";
import type { ContentBlock, MessageContent } from "./content-block.js";
import { mergeLists } from "./merge-values.js";
import { withToolCallBlocks } from "./tool-call-blocks.js";
import type { InvalidToolCall, ToolCall, ToolCallChunk } from "./tool-call.js";
import { ToolCallSlots, toolCallSlots } from "./tool-call-slots.js";
import { addUsage } from "./usage-arithmetic.js";
import type { UsageMetadata } from "./usage-metadata.js";

export interface AIMessageChunkFields extends AIMessageFields {
  /** Pieces of calls, merged by index when chunks are. If there are any, `tool_calls` is what they amount to so far. */
  tool_call_chunks?: ToolCallChunk[];
}

/**
 * A piece of a model's answer: one per token. Making one costs a few stores; the lists of calls come into being when they are read, and
 * the arguments of streamed calls are parsed then, once – not with each piece.
 */
export class AIMessageChunk extends BaseMessageChunk {
  readonly type = "ai";
  declare usage_metadata: UsageMetadata | undefined;
  declare private [toolCallSlots]: ToolCallSlots | undefined;

  constructor(fields: MessageContent | AIMessageChunkFields) {
    super(fields);
    if (typeof fields === "string" || Array.isArray(fields)) {
      this.usage_metadata = undefined;
    } else {
      this.usage_metadata = fields.usage_metadata;
      const slots = ToolCallSlots.from(fields);
      if (slots !== undefined) this[toolCallSlots] = slots;
    }
  }

  static override lc_name(): string {
    return "AIMessageChunk";
  }

  static override isInstance(value: unknown): value is AIMessageChunk {
    return isBrandedChunk(value) && value.type === "ai";
  }

  get tool_calls(): ToolCall[] {
    return (this[toolCallSlots] ?? emptySlots(this)).readCalls();
  }

  set tool_calls(calls: ToolCall[]) {
    (this[toolCallSlots] ?? addSlots(this)).calls = calls;
  }

  get invalid_tool_calls(): InvalidToolCall[] {
    return (this[toolCallSlots] ?? emptySlots(this)).readInvalid();
  }

  set invalid_tool_calls(calls: InvalidToolCall[]) {
    (this[toolCallSlots] ?? addSlots(this)).invalid = calls;
  }

  get tool_call_chunks(): ToolCallChunk[] {
    return (this[toolCallSlots] ?? emptySlots(this)).readChunks();
  }

  set tool_call_chunks(chunks: ToolCallChunk[]) {
    (this[toolCallSlots] ?? addSlots(this)).chunks = chunks;
  }

  /** Whether there is any call or piece of one: asks without making the lists. */
  get hasToolCalls(): boolean {
    const slots = this[toolCallSlots];
    if (slots === undefined) return false;
    return slots.readChunks().length > 0 || slots.readCalls().length > 0 || slots.readInvalid().length > 0;
  }

  override get contentBlocks(): ContentBlock[] {
    return withToolCallBlocks(super.contentBlocks, this.tool_calls);
  }

  /** This chunk continued by `chunk`: content, calls and metadata merged, usage summed. The first id stays. */
  override concat(chunk: AIMessageChunk): this {
    const fields = concatFields(this, chunk) as AIMessageChunkFields;
    if (this.usage_metadata !== undefined || chunk.usage_metadata !== undefined) {
      fields.usage_metadata = addUsage(this.usage_metadata, chunk.usage_metadata);
    }
    if (hasCalls(this) || hasCalls(chunk)) {
      const pieces = mergeLists(this.tool_call_chunks, chunk.tool_call_chunks);
      if (pieces !== undefined && pieces.length > 0) fields.tool_call_chunks = pieces;
      else fields.tool_calls = mergeLists(this.tool_calls, chunk.tool_calls) ?? [];
    }
    return new (this.constructor as new (fields: AIMessageChunkFields) => this)(fields);
  }

  override get lc_aliases(): Record<string, string> {
    const names = {
      tool_calls: "tool_calls",
      invalid_tool_calls: "invalid_tool_calls",
      tool_call_chunks: "tool_call_chunks",
    };
    return Object.assign(super.lc_aliases, names, { usage_metadata: "usage_metadata" });
  }

  override get _printableFields(): Record<string, unknown> {
    const { tool_calls, tool_call_chunks, invalid_tool_calls, usage_metadata } = this;
    return { ...super._printableFields, tool_calls, tool_call_chunks, invalid_tool_calls, usage_metadata };
  }

  protected override _initialKwargs(): Record<string, unknown> {
    const kwargs = super._initialKwargs();
    kwargs.tool_calls = this.tool_calls;
    kwargs.invalid_tool_calls = this.invalid_tool_calls;
    kwargs.tool_call_chunks = this.tool_call_chunks;
    if (this.usage_metadata !== undefined) kwargs.usage_metadata = this.usage_metadata;
    return kwargs;
  }
}

/** True for a piece of a model's answer. */
export function isAIMessageChunk(message: BaseMessage): message is AIMessageChunk {
  return AIMessageChunk.isInstance(message);
}

/** Not enumerable, as reading must not make a chunk differ from its equal. */
function emptySlots(chunk: AIMessageChunk): ToolCallSlots {
  const slots = new ToolCallSlots();
  Object.defineProperty(chunk, toolCallSlots, { value: slots, writable: true, configurable: true });
  return slots;
}

function addSlots(chunk: AIMessageChunk): ToolCallSlots {
  const slots = new ToolCallSlots();
  Object.defineProperty(chunk, toolCallSlots, { value: slots, writable: true, configurable: true, enumerable: true });
  return slots;
}

/** A chunk from another copy of the package has only its lists. */
function hasCalls(chunk: AIMessageChunk): boolean {
  return chunk.hasToolCalls ?? (chunk.tool_call_chunks?.length > 0 || chunk.tool_calls?.length > 0);
}
