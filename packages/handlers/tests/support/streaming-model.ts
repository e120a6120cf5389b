import { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@earshot/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@earshot/core/outputs";

const generation = (fields: ConstructorParameters<typeof AIMessageChunk>[0]): ChatGenerationChunk => {
  const message = new AIMessageChunk(fields);
  return new ChatGenerationChunk({ text: message.text, message });
};

/** Answers, thinks, calls a tool and fills `additional_kwargs` with the same text, in the same pieces; figures come last, without text. */
export class StreamingModel extends BaseChatModel {
  readonly #pieces: readonly string[];

  constructor(pieces: readonly string[]) {
    super({});
    this.#pieces = pieces;
  }

  _llmType(): string {
    return "streaming";
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    let whole: AIMessageChunk | undefined;
    for await (const { message } of this._streamResponseChunks(messages))
      whole = whole === undefined ? (message as AIMessageChunk) : whole.concat(message as AIMessageChunk);
    return { generations: [{ text: whole?.text ?? "", message: whole ?? new AIMessageChunk("") }] };
  }

  override async *_streamResponseChunks(_messages: BaseMessage[]): AsyncGenerator<ChatGenerationChunk> {
    const pieces = this.#pieces;
    for (const thinking of pieces) yield generation({ content: [{ type: "thinking", thinking, index: 0 }] });
    for (const text of pieces) yield generation({ content: [{ type: "text", text, index: 1 }] });
    for (const piece of pieces) yield generation({ content: [], additional_kwargs: { reasoning_content: piece } });
    const json = JSON.stringify({ value: pieces.join("") });
    let at = 0;
    for (const [index, piece] of pieces.entries()) {
      const end = index === pieces.length - 1 ? json.length : at + piece.length;
      const call = { type: "tool_call_chunk" as const, index: 2, args: json.slice(at, end) };
      at = end;
      yield generation({
        content: [],
        tool_call_chunks: [index === 0 ? { ...call, id: "call-1", name: "use" } : call],
      });
    }
    yield generation({ content: [], usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } });
  }
}
