import { AnswerCache } from "../caches/answer-cache.js";
import type { ModelCache } from "../caches/base-cache.js";
import { fromStored } from "../caches/cached-generation.js";
import { stableText } from "../caches/stable-text.js";
import { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import type { Usage } from "../events/event-payloads.js";
import { eventTable } from "../events/event-table.js";
import { GenerationChunk } from "../outputs/generation-chunk.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { configOf } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";
import { start } from "../runs/start.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { CallOptions, modelOptionsOf } from "./call-options.js";
import { LLMStreamStage } from "./llm-stream-stage.js";
import type { PromptPlace } from "./prompt-batch.js";

/** The parts of a text model that a call of it needs. */
export interface CallableLLM {
  readonly canStream: boolean;
  readonly cache?: ModelCache | boolean | undefined;
  _llmType(): string;
  getName(): string;
  _identifyingParams?(): Record<string, unknown>;
  shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  invocationParams(options: object): Record<string, unknown>;
  _streamResponseChunks(
    prompt: string,
    options: object,
    runManager: CallbackManagerForLLMRun | undefined,
  ): AsyncGenerator<GenerationChunk>;
}

/** One prompt of a call of a text model, in its run. */
export class LLMCall {
  readonly #model: CallableLLM;
  readonly #run: Run;
  readonly #prompt: string;
  /** The caller's own options. */
  readonly #options: Readonly<Record<string, unknown>>;
  /** The same with the run's signal. */
  readonly #parsed: CallOptions;

  constructor(model: CallableLLM, run: Run, prompt: string) {
    this.#model = model;
    this.#run = run;
    this.#prompt = prompt;
    this.#options = modelOptionsOf(configOf(run) as Readonly<Record<string, unknown>> | undefined);
    this.#parsed = new CallOptions(run, this.#options);
  }

  /** Says that the run has started, as one of `batchSize` prompts. */
  start(batchSize: number): Promise<void> | undefined {
    const row = eventTable.llmStart;
    if (!this.#run.hears(row)) return start(this.#run, row, undefined);
    return start(this.#run, row, {
      prompt: this.#prompt,
      options: this.#model.shownCallOptions(this.#options),
      invocationParams: this.#model.invocationParams(this.#parsed),
      batchSize,
    });
  }

  /** The whole answer: with the others of its batch, or by the stream if a handler wants to hear tokens and it is alone. */
  async answer(place: PromptPlace, batchSize: number): Promise<LLMResult> {
    const run = this.#run;
    if (batchSize === 1 && run.handlers.prefersStreaming && this.#model.canStream) return this.#answerByStream();
    const cache = this.#openCache();
    const found = await cache?.lookup();
    if (found !== undefined) return { generations: [found.map(fromStored)] };
    const result = await place.join(this.#prompt, run);
    run.usage ??= usageOf(result);
    await cache?.update(result.generations[0] ?? []);
    return result;
  }

  stream(): StreamPipe {
    return new StreamPipe(this.#chunks()).add(new LLMStreamStage(this.#run));
  }

  async #answerByStream(): Promise<LLMResult> {
    const stage = new LLMStreamStage(this.#run, true);
    let pending: Promise<void> | undefined;
    for await (const chunk of this.#chunks()) {
      this.#run.throwIfEnded();
      stage.push(chunk, (wait) => (pending = wait));
      await pending;
    }
    return stage.output();
  }

  /** From the cache as one chunk; an answer that was read to its end is kept there. */
  async *#chunks(): AsyncGenerator<GenerationChunk> {
    const cache = this.#openCache();
    const [found] = (await cache?.lookup()) ?? [];
    if (found !== undefined) {
      yield new GenerationChunk(fromStored(found));
      return;
    }
    let whole: GenerationChunk | undefined;
    for await (const chunk of this.#ask()) {
      yield chunk;
      if (cache !== undefined) whole = whole?.concat(chunk) ?? chunk;
    }
    if (whole !== undefined) await cache?.update([whole]);
  }

  #openCache(): AnswerCache | undefined {
    const model = this.#model;
    const { cache } = model;
    if (!cache) return undefined;
    return new AnswerCache(cache, this.#run, () => ({
      prompt: this.#prompt,
      llmKey: stableText({
        type: model._llmType(),
        name: model.getName(),
        identity: model._identifyingParams?.(),
        parameters: model.invocationParams(this.#parsed),
        options: model.shownCallOptions(this.#options),
      }),
    }));
  }

  #ask(): AsyncGenerator<GenerationChunk> {
    const run = this.#run;
    const manager = run.isHeard ? new CallbackManagerForLLMRun(run, { tokensFrom: "stream" }) : undefined;
    return this.#model._streamResponseChunks(this.#prompt, this.#parsed, manager);
  }
}

/** The figures that providers put into `llmOutput.tokenUsage`, by convention. */
function usageOf({ llmOutput }: LLMResult): Usage | undefined {
  const { promptTokens, completionTokens, totalTokens } = (llmOutput?.["tokenUsage"] ?? {}) as Record<string, unknown>;
  if (typeof promptTokens !== "number" || typeof completionTokens !== "number") return undefined;
  const total = typeof totalTokens === "number" ? totalTokens : promptTokens + completionTokens;
  return { input_tokens: promptTokens, output_tokens: completionTokens, total_tokens: total, source: "provider" };
}
