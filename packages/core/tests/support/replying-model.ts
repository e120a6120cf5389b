import { BaseChatModel } from "../../src/exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk, type BaseMessage, type ToolCall } from "../../src/exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../../src/exports/outputs.js";

/** What a {@link ReplyingModel} says at one point of a conversation. */
export interface Reply {
  readonly text?: string;
  readonly calls?: readonly (ToolCall & { readonly id: string })[];
  readonly error?: Error;
  /** Says nothing until its signal aborts. */
  readonly hangs?: boolean;
}

/** A chat model whose answer depends on nothing but the conversation: it gives its n-th reply to one that has n - 1 of its answers. */
export class ReplyingModel extends BaseChatModel {
  readonly replies: readonly Reply[];

  constructor(replies: readonly Reply[]) {
    super();
    this.replies = replies;
  }

  override _llmType(): string {
    return "replying";
  }

  override bindTools(tools: object[], options: object = {}): never {
    return this.withConfig({ ...options, tools } as never) as never;
  }

  override async _generate(messages: BaseMessage[], { signal }: this["ParsedCallOptions"]): Promise<ChatResult> {
    const { text, calls, id } = await this.#reply(messages, signal);
    const message = new AIMessage({ content: text, tool_calls: [...calls], id });
    return { generations: [{ text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    { signal }: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    const { text, calls, id } = await this.#reply(messages, signal);
    const chunks = calls.map(({ name, args, id: callId }, index) => ({
      index,
      name,
      args: JSON.stringify(args),
      id: callId,
      type: "tool_call_chunk" as const,
    }));
    const pieces = [...text].map((content) => ({ content }));
    for (const piece of [...pieces, ...chunks.map((chunk) => ({ content: "", tool_call_chunks: [chunk] }))])
      yield new ChatGenerationChunk({ text: piece.content, message: new AIMessageChunk({ ...piece, id }) });
  }

  async #reply(messages: readonly BaseMessage[], signal: AbortSignal) {
    const place = messages.filter(({ type }) => type === "ai").length;
    const { text = "done", calls = [], error, hangs } = this.replies[place] ?? {};
    if (error !== undefined) throw error;
    if (hangs === true)
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    return { text, calls, id: `reply-${place}` };
  }
}
