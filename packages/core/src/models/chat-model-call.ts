import { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import { eventTable } from "../events/event-table.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatResult, LLMResult } from "../outputs/llm-result.js";
import { configOf } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";
import { start } from "../runs/start.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { CallOptions, modelOptionsOf } from "./call-options.js";
import { completeResult } from "./chat-result.js";
import { ChatStreamStage, type UsageMode } from "./chat-stream-stage.js";
import { toMessages, type BaseLanguageModelInput } from "./language-model-input.js";
import { WholeAnswerStage } from "./whole-answer-stage.js";

/** The parts of a model that a call of it needs. */
export interface CallableModel {
  readonly usageMode: UsageMode;
  mayStream(options: Readonly<Record<string, unknown>>): boolean;
  answersByStream(options: object): boolean;
  shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  invocationParams(options: object): Record<string, unknown>;
  _generate(
    messages: BaseMessage[],
    options: object,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult>;
  _streamResponseChunks(
    messages: BaseMessage[],
    options: object,
    runManager: CallbackManagerForLLMRun | undefined,
  ): AsyncGenerator<ChatGenerationChunk>;
}

/**
 * One call of a model, in its run. Apart from the model: a provider's class may name its own members as it likes, and a model behind a
 * `Proxy` works.
 */
export class ChatModelCall {
  readonly #model: CallableModel;
  readonly #run: Run;
  readonly #messages: BaseMessage[];
  /** The caller's own options. */
  readonly #options: Readonly<Record<string, unknown>>;
  /** The same with the run's signal. */
  readonly #parsed: CallOptions;

  /** @throws what is wrong with the input; the run has ended then */
  constructor(model: CallableModel, run: Run, input: BaseLanguageModelInput) {
    this.#model = model;
    this.#run = run;
    try {
      this.#messages = toMessages(input);
    } catch (error) {
      void run.settle({ status: "error", error });
      throw error;
    }
    this.#options = modelOptionsOf(configOf(run) as Readonly<Record<string, unknown>> | undefined);
    this.#parsed = new CallOptions(run, this.#options);
  }

  /** Says that the run has started. */
  start(): Promise<void> | undefined {
    const run = this.#run;
    const row = eventTable.chatModelStart;
    if (!run.hears(row)) return start(run, row, undefined);
    return start(run, row, {
      messages: this.#messages,
      options: this.#model.shownCallOptions(this.#options),
      invocationParams: this.#model.invocationParams(this.#parsed),
    });
  }

  /**
   * The whole answer. Some handlers want to hear tokens of it; they are the only ones for whose sake a model is asked in another way than
   * it chooses.
   */
  answer(): Promise<LLMResult> {
    const model = this.#model;
    const wanted = this.#run.handlers.prefersStreaming || model.answersByStream(this.#parsed);
    return wanted && model.mayStream(this.#options) ? this.#answerByStream() : this.#answerWhole();
  }

  /** The answer piece by piece, or as one piece. */
  stream(): StreamPipe {
    const model = this.#model;
    const run = this.#run;
    if (!model.mayStream(this.#options))
      return new StreamPipe(once(() => this.#answerWhole())).add(new WholeAnswerStage(run));
    const manager = run.isHeard ? new CallbackManagerForLLMRun(run, { tokensFrom: "stream" }) : undefined;
    const stage = new ChatStreamStage(run, model.usageMode);
    return new StreamPipe(model._streamResponseChunks(this.#messages, this.#parsed, manager)).add(stage);
  }

  async #answerWhole(): Promise<LLMResult> {
    const run = this.#run;
    const manager = run.isHeard ? new CallbackManagerForLLMRun(run) : undefined;
    return completeResult(run, await this.#model._generate(this.#messages, this.#parsed, manager));
  }

  /** The stream read to its end for an `invoke`, whose run it is. */
  async #answerByStream(): Promise<LLMResult> {
    const model = this.#model;
    const run = this.#run;
    const stage = new ChatStreamStage(run, model.usageMode, true);
    const manager = new CallbackManagerForLLMRun(run, { tokensFrom: "stream" });
    let pending: Promise<void> | undefined;
    for await (const chunk of model._streamResponseChunks(this.#messages, this.#parsed, manager)) {
      run.throwIfEnded();
      stage.push(chunk, (wait) => (pending = wait));
      await pending;
    }
    return stage.output();
  }
}

async function* once<TValue>(make: () => Promise<TValue>): AsyncGenerator<TValue> {
  yield await make();
}
