import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ToolCall } from "../messages/tool-call.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import { BaseChatModel, type BaseChatModelParams } from "../models/base-chat-model.js";
import type { BindToolsInput } from "../models/bind-tools-input.js";
import type { BaseChatModelCallOptions } from "../models/call-options.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatResult } from "../outputs/llm-result.js";
import type { Runnable } from "../runnables/runnable.js";
import { wait } from "../util/wait.js";

/** A call that a fake model makes; its id is made up unless it is given. */
export interface FakeToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly id?: string;
}

/** What a {@link FakeToolCallingModel} says and calls. */
export interface FakeToolCallingModelFields extends BaseChatModelParams {
  /** The tools it calls, a list for each call of the model; an empty list, or none left: it calls none and says its text. */
  readonly toolCalls?: readonly (readonly FakeToolCall[])[];
  /** What it says, besides; default: nothing with tools, "done" without. */
  readonly text?: string;
  /** What each call of it costs. */
  readonly usage?: UsageMetadata;
  /** Fails with this instead. */
  readonly error?: Error;
  /** Waits for the call's signal after this many chunks, or in place of the answer. */
  readonly hangsAfter?: number;
  /** Milliseconds before the answer, or before each of its chunks when it streams. */
  readonly sleep?: number;
}

/** What a call of a {@link FakeToolCallingModel} may say. */
export interface FakeToolCallingModelCallOptions extends BaseChatModelCallOptions {
  tools?: readonly unknown[];
}

/** The longest that a timer waits. */
const forever = 2 ** 31 - 1;

/** What it answers in one call. */
interface Answer {
  readonly text: string;
  readonly calls: readonly ToolCall[];
}

/**
 * A chat model that calls the tools it is told to, one list a call; streamed, the arguments come in pieces of eight characters. For agents
 * and structured output.
 *
 * @example
 * ```ts
 * import { FakeToolCallingModel } from "@earshot/core/utils/testing";
 *
 * const model = new FakeToolCallingModel({ toolCalls: [[{ name: "add", args: { a: 1 } }]] });
 * console.log((await model.invoke("1 + 1")).tool_calls?.[0]?.name); // => add
 * console.log((await model.invoke("and now?")).text); // => done
 * ```
 */
export class FakeToolCallingModel extends BaseChatModel<FakeToolCallingModelCallOptions> {
  readonly fields: FakeToolCallingModelFields;
  /** How often it was asked. */
  callCount = 0;

  constructor(fields: FakeToolCallingModelFields = {}) {
    super(fields);
    this.fields = fields;
  }

  override _llmType(): string {
    return "fake-tool-calling";
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<FakeToolCallingModelCallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, FakeToolCallingModelCallOptions> {
    return this.withConfig({ ...options, tools });
  }

  override async _generate(_messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    const { usage, hangsAfter } = this.fields;
    await this.#pause(options.signal);
    if (hangsAfter !== undefined) await wait(forever, options.signal);
    const { text, calls } = this.#next();
    const message = new AIMessage({ content: text, tool_calls: [...calls], ...(usage && { usage_metadata: usage }) });
    return { generations: [{ text, message }] };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    const { usage, hangsAfter } = this.fields;
    const { text, calls } = this.#next();
    for (const [index, message] of [...textChunks(text), ...calls.flatMap(callChunks)].entries()) {
      await this.#pause(options.signal);
      if (index === hangsAfter) await wait(forever, options.signal);
      yield new ChatGenerationChunk({ text: message.text, message });
    }
    if (usage === undefined) return;
    yield new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content: "", usage_metadata: usage }) });
  }

  #next(): Answer {
    const { toolCalls = [], text, error } = this.fields;
    const place = this.callCount++;
    if (error !== undefined) throw error;
    const calls = (toolCalls[place] ?? []).map(({ name, args, id = `call_${place + 1}_${name}` }): ToolCall => ({
      name,
      args,
      id,
      type: "tool_call",
    }));
    return { text: text ?? (calls.length === 0 ? "done" : ""), calls };
  }

  async #pause(signal: AbortSignal): Promise<void> {
    if (this.fields.sleep !== undefined) await wait(this.fields.sleep, signal);
  }
}

function textChunks(text: string): AIMessageChunk[] {
  return (text.match(/\s*\S+|\s+$/g) ?? []).map((word) => new AIMessageChunk(word));
}

function callChunks({ name, args, id }: ToolCall, index: number): AIMessageChunk[] {
  const pieces = JSON.stringify(args).match(/[^]{1,8}/g) ?? [];
  const first = { index, name, args: "", id, type: "tool_call_chunk" as const };
  const rest = pieces.map((piece) => ({ index, args: piece, type: "tool_call_chunk" as const }));
  return [first, ...rest].map((chunk) => new AIMessageChunk({ content: "", tool_call_chunks: [chunk] }));
}
