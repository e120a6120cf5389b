import { AIMessage } from "./ai-message.js";
import { AIMessageChunk, type AIMessageChunkFields } from "./ai-message-chunk.js";
import type { ContentBlock, MessageContent } from "./content-block.js";
import { mergeContent } from "./merge-content.js";
import { appendPart, mergeDictionaries } from "./merge-values.js";
import type { ToolCall, ToolCallChunk } from "./tool-call.js";
import { JoinedText } from "../util/joined-text.js";
import { addUsage } from "./usage-arithmetic.js";
import type { UsageMetadata } from "./usage-metadata.js";

type Dictionary = Record<string, unknown>;

/**
 * Puts a stream of chunks together, in time and memory that grow with the answer and not with its square: 100,000 tokens of text are
 * one string. What comes out equals the chunks reduced by `concat`; no chunk is kept or changed.
 *
 * @example
 * ```ts
 * import { AIMessageChunk, MessageChunkAccumulator } from "@earshot/core/messages";
 *
 * const answer = new MessageChunkAccumulator();
 * for (const token of ["Hello", " ", "you"]) answer.add(new AIMessageChunk(token));
 * console.log(answer.text, answer.toMessage().content); // => Hello you Hello you
 * ```
 */
export class MessageChunkAccumulator {
  #count = 0;
  #content: MessageContent = "";
  /** The content as long as it is nothing but text. */
  #text: JoinedText | undefined;
  /** True once the list in `#content` is our own, so that it may be appended to. */
  #ownsContent = false;
  #pieces: ToolCallChunk[] | undefined;
  #calls: ToolCall[] | undefined;
  #usage: UsageMetadata | undefined;
  #additional: Dictionary | undefined;
  #metadata: Dictionary | undefined;
  #id: string | undefined;
  #name: string | undefined;

  /** How many chunks were added. */
  get count(): number {
    return this.#count;
  }

  /** The text so far. */
  get text(): string {
    const content = this.#whole;
    if (typeof content === "string") return content;
    let text = "";
    for (const block of content) if (block.type === "text" && typeof block.text === "string") text += block.text;
    return text;
  }

  /** The usage so far: the sum of the chunks' increments. */
  get usage(): UsageMetadata | undefined {
    return this.#usage;
  }

  add(chunk: AIMessageChunk): void {
    const content = chunk.content;
    if (typeof content === "string" && typeof this.#content === "string") {
      if (this.#text === undefined) this.#text = new JoinedText(this.#content + content);
      else this.#text.add(content);
    } else this.#addContent(content);
    if (chunk.hasToolCalls) this.#addCalls(chunk);
    this.#id ??= chunk.id;
    this.#name ??= chunk.name;
    if (chunk.usage_metadata !== undefined) this.#addUsage(chunk.usage_metadata);
    else if (this.#count === 1 && this.#usage !== undefined) this.#usage = addUsage(this.#usage, undefined);
    if (hasKeys(chunk.additional_kwargs))
      this.#additional = mergeDictionaries(this.#additional, chunk.additional_kwargs);
    if (hasKeys(chunk.response_metadata)) this.#metadata = mergeDictionaries(this.#metadata, chunk.response_metadata);
    this.#count++;
  }

  /** The chunks so far as one chunk. More may be added afterwards; the result does not change with them. */
  toChunk(): AIMessageChunk {
    return new AIMessageChunk(this.#fields());
  }

  /** The chunks so far as a whole message, the calls parsed. */
  toMessage(): AIMessage {
    const chunk = this.toChunk();
    const { tool_calls, invalid_tool_calls } = chunk;
    return new AIMessage({ ...this.#fields(), tool_calls, invalid_tool_calls });
  }

  get #whole(): MessageContent {
    return this.#text?.toString() ?? this.#content;
  }

  #addContent(content: MessageContent): void {
    const current = this.#whole;
    this.#text = undefined;
    if (Array.isArray(content) && Array.isArray(current)) {
      const parts: ContentBlock[] = this.#ownsContent ? current : [...current];
      for (const part of content) appendPart(parts, part, mergeParts);
      this.#content = parts;
      this.#ownsContent = true;
      return;
    }
    const merged = this.#count === 0 ? content : mergeContent(current, content);
    this.#ownsContent = this.#ownsContent && merged === current;
    this.#content = merged;
  }

  #addCalls(chunk: AIMessageChunk): void {
    const pieces = chunk.tool_call_chunks;
    if (pieces.length > 0) {
      if (this.#count === 0) this.#pieces = [...pieces];
      else for (const piece of pieces) appendPart((this.#pieces ??= []), piece, mergeParts);
    } else if (this.#pieces === undefined) {
      if (this.#count === 0) this.#calls = [...chunk.tool_calls];
      else for (const call of chunk.tool_calls) appendPart((this.#calls ??= []), call, mergeParts);
    }
  }

  #addUsage(usage: UsageMetadata): void {
    this.#usage = this.#count === 0 ? usage : addUsage(this.#usage, usage);
  }

  #fields(): AIMessageChunkFields {
    const content = this.#whole;
    const fields: AIMessageChunkFields = {
      content: typeof content === "string" ? content : [...content],
      additional_kwargs: Object.assign({}, this.#additional),
      response_metadata: Object.assign({}, this.#metadata),
    };
    if (this.#name !== undefined) fields.name = this.#name;
    if (this.#id !== undefined) fields.id = this.#id;
    if (this.#usage !== undefined) fields.usage_metadata = this.#usage;
    if (this.#pieces !== undefined) fields.tool_call_chunks = [...this.#pieces];
    else if (this.#calls !== undefined) fields.tool_calls = [...this.#calls];
    return fields;
  }
}

function mergeParts(left: Dictionary, right: Dictionary): unknown {
  return mergeDictionaries(left, right);
}

/** Cheaper than `Object.keys`, and for most chunks the whole work on their metadata. */
function hasKeys(dictionary: Dictionary | undefined): boolean {
  for (const _ in dictionary) return true;
  return false;
}
