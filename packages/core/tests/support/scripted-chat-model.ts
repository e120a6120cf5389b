import { BaseChatModel } from "../../src/exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk, type BaseMessage } from "../../src/exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../../src/exports/outputs.js";
import type { PartPlan } from "./chain-plan.js";
import { wait } from "./wait.js";

type Script = Extract<PartPlan, { part: "model" }>;

/** A model that answers, fails or hangs as a plan says, chunk by chunk. */
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
    let text = "";
    for (let index = 0; index < this.script.chunks; index++) {
      await this.reach(index, options.signal);
      text += index;
    }
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    this.open++;
    try {
      for (let index = 0; index < this.script.chunks; index++) {
        await this.reach(index, options.signal);
        yield new ChatGenerationChunk({ text: String(index), message: new AIMessageChunk(String(index)) });
      }
    } finally {
      this.open--;
    }
  }

  private async reach(index: number, signal: AbortSignal): Promise<void> {
    const { failsAt, hangsAt, heeds } = this.script;
    if (index === failsAt) throw new Error(`provider fails at ${index}`);
    if (index % 2 === 1) await wait(0);
    if (index !== hangsAt) return;
    await new Promise((_, reject) => {
      if (!heeds) return;
      if (signal.aborted) reject(signal.reason as Error);
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  }
}
