import type { ModelCache } from "../caches/base-cache.js";
import { AnswerCache } from "../caches/answer-cache.js";
import { chunkFromStored, fromStored } from "../caches/cached-generation.js";
import { messagesText } from "../caches/messages-text.js";
import { stableText } from "../caches/stable-text.js";
import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatGeneration, Generation } from "../outputs/generation.js";
import type { ChatResult } from "../outputs/llm-result.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import type { Run } from "../runs/run.js";
import type { CallableModel } from "./chat-model-call.js";
import type { UsageMode } from "./chat-stream-stage.js";

/** A model as far as its cache goes. */
export interface CacheableChatModel extends CallableModel {
  readonly cache: ModelCache | true;
  _llmType(): string;
  getName(): string;
  _identifyingParams?(): Record<string, unknown>;
}

type Manager = CallbackManagerForLLMRun | undefined;

/** A model for one call, that asks its cache before its provider, whole or piece by piece. A stream that is left early is not kept. */
export class CachedChatModel implements CallableModel {
  readonly #model: CacheableChatModel;
  readonly #run: Run;

  constructor(model: CacheableChatModel, run: Run) {
    this.#model = model;
    this.#run = run;
  }

  get usageMode(): UsageMode {
    return this.#model.usageMode;
  }

  mayStream(options: Readonly<Record<string, unknown>>): boolean {
    return this.#model.mayStream(options);
  }

  answersByStream(options: object): boolean {
    return this.#model.answersByStream(options);
  }

  shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return this.#model.shownCallOptions(options);
  }

  invocationParams(options: object): Record<string, unknown> {
    return this.#model.invocationParams(options);
  }

  async _generate(messages: BaseMessage[], options: object, runManager: Manager): Promise<ChatResult> {
    const cache = this.#open(messages, options);
    const found = await cache.lookup();
    if (found !== undefined) return { generations: found.map(fromStored) as ChatGeneration[] };
    const result = await this.#model._generate(messages, options, runManager);
    await cache.update(result.generations);
    return result;
  }

  async *_streamResponseChunks(
    messages: BaseMessage[],
    options: object,
    runManager: Manager,
  ): AsyncGenerator<ChatGenerationChunk> {
    const cache = this.#open(messages, options);
    const [found] = (await cache.lookup()) ?? [];
    if (found !== undefined) {
      yield chunkFromStored(found);
      return;
    }
    const whole = new ChunkAccumulator();
    let generationInfo: Record<string, unknown> | undefined;
    for await (const chunk of this.#model._streamResponseChunks(messages, options, runManager)) {
      yield chunk;
      whole.add(chunk.message);
      if (chunk.generationInfo !== undefined) generationInfo = { ...generationInfo, ...chunk.generationInfo };
    }
    const message = whole.value as BaseMessage | undefined;
    if (message === undefined) return;
    const answer: ChatGeneration = { text: message.text, message, generationInfo };
    await cache.update([answer] satisfies Generation[]);
  }

  #open(messages: BaseMessage[], options: object): AnswerCache {
    const model = this.#model;
    return new AnswerCache(model.cache, this.#run, () => ({
      prompt: messagesText(messages),
      llmKey: stableText({
        type: model._llmType(),
        name: model.getName(),
        identity: model._identifyingParams?.(),
        parameters: model.invocationParams(options),
        options: model.shownCallOptions(options as Readonly<Record<string, unknown>>),
      }),
    }));
  }
}
