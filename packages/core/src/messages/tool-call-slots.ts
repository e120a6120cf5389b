import { type CollapsedToolCalls, collapseToolCallChunks } from "./collapse-tool-call-chunks.js";
import type { InvalidToolCall, ToolCall, ToolCallChunk } from "./tool-call.js";

/** Where a chunk keeps its `ToolCallSlots`; an ordinary enumerable key, so that `{ ...chunk }` given to a constructor keeps the calls. */
export const toolCallSlots: unique symbol = Symbol("earshot.toolCallSlots");

/** Where calls may come from when a message is made. */
export interface ToolCallSource {
  readonly tool_calls?: ToolCall[] | undefined;
  readonly invalid_tool_calls?: InvalidToolCall[] | undefined;
  readonly tool_call_chunks?: ToolCallChunk[] | undefined;
  readonly [toolCallSlots]?: ToolCallSlots | undefined;
}

/**
 * The calls of a streamed chunk: what was given, and what is derived from it when first read – kept apart, so that two chunks compare
 * equal whether or not one of them was read.
 */
export class ToolCallSlots {
  chunks: ToolCallChunk[] | undefined;
  calls: ToolCall[] | undefined;
  invalid: InvalidToolCall[] | undefined;
  #derived: CollapsedToolCalls | undefined;
  #noChunks: ToolCallChunk[] | undefined;

  constructor(chunks?: ToolCallChunk[], calls?: ToolCall[], invalid?: InvalidToolCall[]) {
    this.chunks = chunks;
    this.calls = calls;
    this.invalid = invalid;
  }

  /** The slots for a new chunk; none if there are no calls, which is the case for every chunk of text. */
  static from(source: ToolCallSource): ToolCallSlots | undefined {
    const { tool_call_chunks: chunks, tool_calls: calls, invalid_tool_calls: invalid } = source;
    if (chunks !== undefined && chunks.length > 0) return new ToolCallSlots(chunks);
    const hasCalls = calls !== undefined && calls.length > 0;
    if (hasCalls || (invalid !== undefined && invalid.length > 0)) return new ToolCallSlots(undefined, calls, invalid);
    const spread = source[toolCallSlots];
    return spread === undefined ? undefined : new ToolCallSlots(spread.chunks, spread.calls, spread.invalid);
  }

  readChunks(): ToolCallChunk[] {
    return this.chunks ?? (this.#noChunks ??= []);
  }

  readCalls(): ToolCall[] {
    return this.calls ?? this.#derive().tool_calls;
  }

  readInvalid(): InvalidToolCall[] {
    return this.invalid ?? this.#derive().invalid_tool_calls;
  }

  #derive(): CollapsedToolCalls {
    return (this.#derived ??= collapseToolCallChunks(this.chunks ?? []));
  }
}
