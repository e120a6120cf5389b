import type { BaseMessageChunk } from "../messages/base-message-chunk.js";
import type { ChatGeneration } from "./generation.js";
import { GenerationChunk, type GenerationChunkFields, mergeGenerationInfo } from "./generation-chunk.js";

export interface ChatGenerationChunkFields extends GenerationChunkFields {
  message: BaseMessageChunk;
}

/** A piece of a chat model's answer: what `_streamResponseChunks` yields, one per token. */
export class ChatGenerationChunk extends GenerationChunk implements ChatGeneration {
  declare message: BaseMessageChunk;

  constructor(fields: ChatGenerationChunkFields) {
    super(fields);
    this.message = fields.message;
  }

  override concat(chunk: ChatGenerationChunk): ChatGenerationChunk {
    return new ChatGenerationChunk({
      text: this.text + chunk.text,
      generationInfo: mergeGenerationInfo(this.generationInfo, chunk.generationInfo),
      message: this.message.concat(chunk.message),
    });
  }
}
