import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import { BaseLLM, type BaseLLMCallOptions } from "@earshot/core/language_models/llms";
import { GenerationChunk, type LLMResult } from "@earshot/core/outputs";
import { isOfChunks } from "./answer-form.js";
import { playCall, sayPiece } from "./play-call.js";
import type { RecordedCall } from "./recorded-call.js";
import { RecordedModel, type Recording } from "./recorded-model.js";
import { type RecordedResult, resultOf } from "./recorded-result.js";
import type { ReplayLLMOptions } from "./replay-options.js";

/** What a call of a replayed text model may say: what a call of the recorded one may. */
export interface ReplayLLMCallOptions extends BaseLLMCallOptions {
  [option: string]: unknown;
}

type Options = Readonly<Record<string, unknown>>;

/** A text model that answers from a recording: see `replayLLM`. */
export class ReplayTextModel extends BaseLLM<ReplayLLMCallOptions> {
  /** Where its answers come from. */
  readonly file: string;
  readonly #recorded: RecordedModel;

  constructor(recording: Recording, options: ReplayLLMOptions) {
    const { timing: _, strict: _s, ignore: _i, model: _m, secrets: _t, redactor: _r, ...params } = options;
    const recorded = new RecordedModel(recording, options);
    super({ ...recorded.fields, ...params });
    this.file = recorded.file;
    this.#recorded = recorded;
  }

  override _llmType(): string {
    return "replay";
  }

  /** What the recorded model is called. */
  override getName(suffix = ""): string {
    return (this.name ?? this.#recorded.name ?? this.toJSON().id.at(-1)) + suffix;
  }

  /** The recorded model's. */
  override toJSON(): ReturnType<BaseLLM["toJSON"]> {
    return this.#recorded.serialized;
  }

  /** What the recorded model said of itself; a text model may say nothing. */
  getLsParams(options: object): Readonly<Record<string, unknown>> | undefined {
    const params = this.#recorded.langSmithParams(options);
    return Object.keys(params).length === 0 ? undefined : params;
  }

  override invocationParams(options: this["ParsedCallOptions"]): Record<string, unknown> {
    return this.#recorded.invocationParams(options);
  }

  protected override shownCallOptions(options: Options): Options {
    return this.#recorded.shownCallOptions(options);
  }

  /** One that was never heard to stream can't. */
  override get canStream(): boolean {
    return this.#recorded.calls.some(isOfChunks);
  }

  override async _generate(
    prompts: string[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    const calls = prompts.map((prompt) => this.#recorded.take({ prompt, options: { ...options } }));
    const results = await Promise.all(
      calls.map((call, index) => this.#answer(call, options.signal, index === 0 ? runManager : undefined)),
    );
    const llmOutput = results.find((result) => result.llmOutput !== undefined)?.llmOutput;
    const generations = results.map((result) => result.generations);
    return llmOutput === undefined ? { generations } : { generations, llmOutput };
  }

  /** What a call said is heard in the run of the first prompt of several, as any text model says it. */
  async #answer(
    call: RecordedCall,
    signal: AbortSignal,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<RecordedResult> {
    for await (const piece of playCall(call, this.#recorded.playing(signal, runManager)))
      await sayPiece(piece, runManager);
    return resultOf(call);
  }

  override async *_streamResponseChunks(
    prompt: string,
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<GenerationChunk> {
    const call = this.#recorded.take({ prompt, options: { ...options } });
    let isWhole = true;
    for await (const { text, chunk } of playCall(call, this.#recorded.playing(options.signal, runManager))) {
      isWhole = false;
      yield chunk ?? new GenerationChunk({ text });
    }
    const [answer] = isWhole ? resultOf(call).generations : [];
    if (answer !== undefined && answer.text !== "") yield new GenerationChunk(answer);
  }
}
