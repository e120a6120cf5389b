import { BaseChatModel } from "../../src/exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk, type BaseMessage } from "../../src/exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../../src/exports/outputs.js";
import type { Script } from "./part-plan.js";
import { perform, reach } from "./scripted-work.js";

/** A model that answers, fails or hangs as a script says, chunk by chunk. */
export class ScriptedChatModel extends BaseChatModel {
  readonly script: Script;
  /** Streams that were opened and not closed again. */
  open = 0;

  constructor(script: Script) {
    super({ disableStreaming: !script.streams });
    this.script = script;
  }

  _llmType(): string {
    return "scripted";
  }

  async _generate(_messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    const text = await perform(this.script, options.signal);
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    this.open++;
    try {
      for (let index = 0; index < this.script.chunks; index++) {
        await reach(this.script, index, options.signal);
        yield new ChatGenerationChunk({ text: String(index), message: new AIMessageChunk(String(index)) });
      }
    } finally {
      this.open--;
    }
  }
}
