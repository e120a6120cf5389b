// A chat model of one's own: it answers with a script, word by word, so that the guides run without a key.
import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import { BaseChatModel, type BaseChatModelParams } from "@earshot/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@earshot/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@earshot/core/outputs";

/** What {@link ScriptedChatModel} takes. */
export interface ScriptedChatModelFields extends BaseChatModelParams {
  /** Its answer to everything. */
  readonly answer: string;
}

/** Says `answer` to everything: at once when invoked, a word at a time when streamed. */
export class ScriptedChatModel extends BaseChatModel {
  readonly answer: string;

  constructor(fields: ScriptedChatModelFields) {
    super(fields);
    this.answer = fields.answer;
  }

  _llmType(): string {
    return "scripted";
  }

  async _generate(): Promise<ChatResult> {
    return { generations: [{ text: this.answer, message: new AIMessage(this.answer) }] };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    _runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for (const text of this.answer.split(/(?<= )/)) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
    }
  }
}
