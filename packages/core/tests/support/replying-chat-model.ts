import { BaseChatModel, type BaseChatModelCallOptions } from "../../src/exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk, type BaseMessage, type ToolCall } from "../../src/exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../../src/exports/outputs.js";

type Call = Pick<ToolCall, "name" | "args" | "id">;

/** A text, calls of tools, an error, a whole message, or a function that makes one of these of what it is asked. */
export type Reply =
  | string
  | readonly Call[]
  | Error
  | AIMessage
  | ((messages: BaseMessage[]) => Reply | Promise<Reply>);

interface Options extends BaseChatModelCallOptions {
  tools?: readonly unknown[];
}

/** A chat model that gives one reply after the other, and keeps what it was asked with. */
export class ReplyingChatModel extends BaseChatModel<Options> {
  readonly questions: BaseMessage[][] = [];
  readonly options: Options[] = [];
  readonly #replies: Reply[];

  constructor(...replies: Reply[]) {
    super();
    this.#replies = replies;
  }

  _llmType(): string {
    return "replying";
  }

  override bindTools(tools: object[], options: object = {}) {
    return this.withConfig({ ...options, tools });
  }

  async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    const message = await this.#next(messages, options);
    return { generations: [{ text: message.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    const message = await this.#next(messages, options);
    for (const text of message.text.split(/(?<= )/u).filter(Boolean))
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
    const { tool_calls = [] } = message;
    if (tool_calls.length > 0)
      yield new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content: "", tool_calls }) });
  }

  async #next(messages: BaseMessage[], options: Options & { readonly signal: AbortSignal }): Promise<AIMessage> {
    this.questions.push(messages);
    this.options.push(options);
    let reply = this.#replies.shift() ?? "done";
    while (typeof reply === "function") reply = await reply(messages);
    if (reply instanceof Error) throw reply;
    if (typeof reply === "string") return new AIMessage(reply);
    if (reply instanceof AIMessage) return reply;
    return new AIMessage({ content: "", tool_calls: reply.map((call) => ({ ...call, type: "tool_call" as const })) });
  }
}
