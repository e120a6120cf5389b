import type { CallbackManagerForLLMRun } from "../../../src/exports/callbacks/manager.js";
import {
  BaseChatModel,
  type BaseChatModelParams,
  type UsageMode,
} from "../../../src/exports/language_models/chat_models.js";
import {
  AIMessage,
  AIMessageChunk,
  type AIMessageChunkFields,
  type BaseMessage,
} from "../../../src/exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../../../src/exports/outputs.js";

/** What a {@link FakeChatModel} says and does. */
export interface FakeChatModelFields extends BaseChatModelParams {
  readonly chunks?: readonly (string | AIMessageChunkFields | ChatGenerationChunk)[];
  /** In place of the chunk at this index, the stream fails; `_generate` fails if there is any. */
  readonly failsAt?: number;
  /** In place of the chunk at this index, the stream waits for the signal. */
  readonly hangsAt?: number;
  readonly usageMode?: UsageMode;
  readonly result?: ChatResult;
  /** Called by the provider's code before each chunk, and once by `_generate`. */
  readonly beforeChunk?: (runManager: CallbackManagerForLLMRun | undefined, index: number) => unknown;
}

/** One call of the model, as the provider's code saw it. */
export interface FakeCall {
  readonly method: "generate" | "stream";
  readonly messages: BaseMessage[];
  readonly options: { readonly signal: AbortSignal } & Readonly<Record<string, unknown>>;
  readonly runManager: CallbackManagerForLLMRun | undefined;
}

export const providerError = new Error("the provider failed");

/** A model that says what it is told to, and remembers how it was called. */
export class FakeChatModel extends BaseChatModel {
  readonly fields: FakeChatModelFields;
  readonly calls: FakeCall[] = [];
  /** Streams whose `finally` has not run yet. */
  open = 0;
  protected override readonly usageMode: UsageMode;

  constructor(fields: FakeChatModelFields = {}) {
    super(fields);
    this.fields = fields;
    this.usageMode = fields.usageMode ?? "delta";
  }

  _llmType(): string {
    return "fake";
  }

  async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    this.calls.push({ method: "generate", messages, options: options as never, runManager });
    const { beforeChunk, failsAt, hangsAt, result, chunks = ["one ", "two ", "three"] } = this.fields;
    await beforeChunk?.(runManager, 0);
    if (failsAt !== undefined) throw providerError;
    if (hangsAt !== undefined) await aborted(options.signal);
    if (result !== undefined) return result;
    const text = chunks.map((chunk) => toChunk(chunk).text).join("");
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    this.calls.push({ method: "stream", messages, options: options as never, runManager });
    const { beforeChunk, failsAt, hangsAt, chunks = ["one ", "two ", "three"] } = this.fields;
    this.open++;
    try {
      for (let index = 0; index <= chunks.length; index++) {
        await beforeChunk?.(runManager, index);
        if (index === failsAt) throw providerError;
        if (index === hangsAt) await aborted(options.signal);
        const chunk = chunks[index];
        if (chunk !== undefined) yield toChunk(chunk);
      }
    } finally {
      this.open--;
    }
  }
}

function toChunk(chunk: string | AIMessageChunkFields | ChatGenerationChunk): ChatGenerationChunk {
  if (chunk instanceof ChatGenerationChunk) return chunk;
  const message = new AIMessageChunk(chunk);
  return new ChatGenerationChunk({ text: message.text, message });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
