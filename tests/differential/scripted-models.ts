import type { BaseChatModelParams } from "@langchain/core/language_models/chat_models";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { BaseMessage } from "@langchain/core/messages";
import type { Library } from "./library.js";

/** What a scripted model does; by default it answers "one two three four" and reports its usage. */
export interface ModelScript extends BaseChatModelParams {
  readonly apiKey?: string;
  readonly temperature?: number;
  /** Fails before this chunk, counted from 0; an invoke fails whatever the number. */
  readonly failsAt?: number;
  readonly delayMs?: number;
  /** Stops waiting when the call's signal says so. */
  readonly honoursSignal?: boolean;
  /** Yields without calling `handleLLMNewToken`. */
  readonly silent?: boolean;
  /** Calls `handleLLMNewToken` in `_generate`. */
  readonly tokensInGenerate?: boolean;
}

const WORDS = ["one ", "two ", "three ", "four"];
const USAGE = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };

/** The models that programs use, as classes of one library. */
export type ScriptedModels = ReturnType<typeof defineScriptedModels>;

/** Defines the models on a library's own `BaseChatModel`, as users of that library would write them. */
export function defineScriptedModels(library: Library) {
  const InvokedModel = defineInvokedModel(library);
  const StreamingModel = defineStreamingModel(library, InvokedModel);
  const { AIMessage, BaseChatModel } = library;

  class MinimalModel extends BaseChatModel {
    _llmType(): string {
      return "minimal";
    }

    async _generate(): Promise<ChatResult> {
      return { generations: [{ text: "hi", message: new AIMessage("hi") }] };
    }
  }

  class EmptyStreamModel extends MinimalModel {
    override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {}
  }

  return { InvokedModel, StreamingModel, MinimalModel, EmptyStreamModel };
}

function defineInvokedModel({ AIMessage, BaseChatModel }: Library) {
  return class InvokedModel extends BaseChatModel {
    static override lc_name(): string {
      return "InvokedModel";
    }
    override lc_serializable = true;
    override lc_namespace = ["langchain", "chat_models", "scripted"];
    readonly script: ModelScript;

    constructor(script: ModelScript = {}) {
      super({ maxRetries: 0, ...script });
      this.script = script;
    }

    override get lc_secrets(): Record<string, string> {
      return { apiKey: "SCRIPTED_API_KEY" };
    }

    override get lc_aliases(): Record<string, string> {
      return { apiKey: "scripted_api_key" };
    }

    _llmType(): string {
      return "scripted";
    }

    override invocationParams(options?: this["ParsedCallOptions"]): Record<string, unknown> {
      return { model: "scripted-1", temperature: this.script.temperature, stop: options?.stop };
    }

    override _combineLLMOutput(...outputs: ChatResult["llmOutput"][]): ChatResult["llmOutput"] {
      return outputs[0];
    }

    async _generate(
      _messages: BaseMessage[],
      options: this["ParsedCallOptions"],
      runManager?: CallbackManagerForLLMRun,
    ): Promise<ChatResult> {
      const { script } = this;
      if (script.failsAt !== undefined) throw new Error(`scripted failure at ${script.failsAt}`);
      if (script.tokensInGenerate) for (const token of ["one ", "two"]) await runManager?.handleLLMNewToken(token);
      if (script.delayMs !== undefined) await wait(script.delayMs, script.honoursSignal ? options.signal : undefined);
      const message = new AIMessage({
        content: WORDS.join(""),
        usage_metadata: USAGE,
        response_metadata: { model_name: "scripted-1" },
      });
      return {
        generations: [{ text: WORDS.join(""), message, generationInfo: { finish_reason: "stop" } }],
        llmOutput: { tokenUsage: { promptTokens: 3, completionTokens: 4, totalTokens: 7 } },
      };
    }
  };
}

function defineStreamingModel(
  { AIMessageChunk, ChatGenerationChunk }: Library,
  Base: ReturnType<typeof defineInvokedModel>,
) {
  return class StreamingModel extends Base {
    static override lc_name(): string {
      return "StreamingModel";
    }

    override async *_streamResponseChunks(
      _messages: BaseMessage[],
      options: this["ParsedCallOptions"],
      runManager?: CallbackManagerForLLMRun,
    ): AsyncGenerator<ChatGenerationChunk> {
      const { script } = this;
      for (const [index, text] of WORDS.entries()) {
        if (script.failsAt === index) throw new Error(`scripted failure at ${index}`);
        if (script.delayMs !== undefined) await wait(script.delayMs, script.honoursSignal ? options.signal : undefined);
        const last = index === WORDS.length - 1;
        const message = new AIMessageChunk(
          last
            ? { content: text, usage_metadata: USAGE, response_metadata: { model_name: "scripted-1" } }
            : { content: text },
        );
        const chunk = new ChatGenerationChunk({
          text,
          message,
          ...(last ? { generationInfo: { finish_reason: "stop" } } : {}),
        });
        yield chunk;
        if (!script.silent)
          await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, { chunk });
      }
    }
  };
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
