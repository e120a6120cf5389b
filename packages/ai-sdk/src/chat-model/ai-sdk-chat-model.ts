import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import {
  BaseChatModel,
  type BindToolsInput,
  type LangSmithParams,
  type StructuredOutputRequest,
} from "@earshot/core/language_models/chat_models";
import type { BaseMessage } from "@earshot/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@earshot/core/outputs";
import { retryRequest } from "@earshot/core/utils/retry";
import { AISDKModelError } from "../errors/ai-sdk-model-error.js";
import { explainError } from "../errors/explain-error.js";
import type { AISDKCallOptions, AISDKChatModelFields, AISDKSettings } from "./ai-sdk-chat-model-fields.js";
import type { AISDKModel } from "./ai-sdk-model.js";
import { assertModel } from "./assert-model.js";
import { fetchFiles } from "./fetch-files.js";
import { fromGenerateResult, type AISDKResult } from "./from-generate-result.js";
import { readStream, type OpenedStream } from "./read-stream.js";
import { toCallOf, type AISDKCall } from "./to-call-of.js";
import { toAISDKTools } from "./to-ai-sdk-tools.js";
import { toCallParams, type CallParams } from "./to-call.js";
import { toPrompt } from "./to-prompt.js";

/** What a method of the model is given of a call's options. */
type Options = Partial<AISDKCallOptions>;

type BoundModel = ReturnType<BaseChatModel<AISDKCallOptions>["withConfig"]>;

/** A model of an AI SDK provider as one of Earshot's: the run is Earshot's, and the provider only answers. See {@link fromAISDK}. */
export class AISDKChatModel extends BaseChatModel<AISDKCallOptions> {
  /** The provider's model. It holds the key, so it is in nothing that is serialized or logged. */
  declare readonly model: AISDKModel;
  readonly settings: AISDKSettings;
  readonly stop: readonly string[] | undefined;
  readonly #download: AISDKChatModelFields["download"];

  static override lc_name(): string {
    return "AISDKChatModel";
  }

  /** @throws AISDKUnsupportedModelError if `model` is none of an AI SDK provider */
  constructor(model: AISDKModel, fields: AISDKChatModelFields = {}) {
    assertModel(model);
    const { download, stop, ...kwargs } = fields;
    super(kwargs);
    this.lc_namespace = ["earshot", "ai_sdk", model.provider];
    Object.defineProperty(this, "model", { value: model });
    this.settings = settingsOf(fields);
    this.stop = stop;
    this.#download = download;
  }

  override _llmType(): string {
    return "ai-sdk";
  }

  /** The parameters of a request without its messages and headers, under AI SDK's names. */
  override invocationParams(options?: Options): CallParams & { readonly model: string } {
    return { model: this.model.modelId, ...toCallParams(this, options) };
  }

  /** Headers may hold keys. */
  protected override shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { headers } = options as Options;
    if (headers === undefined) return options;
    return { ...options, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, "***"])) };
  }

  override getLsParams(options: Options = {}): LangSmithParams {
    const { temperature, maxOutputTokens, stopSequences } = toCallParams(this, { ...options, tools: undefined });
    return {
      ls_provider: this.model.provider.split(".")[0] as string, // "openai.responses" and "openai.chat" are one provider
      ls_model_name: this.model.modelId,
      ls_model_type: "chat",
      ls_temperature: temperature,
      ls_max_tokens: maxOutputTokens,
      ls_stop: stopSequences,
    };
  }

  /**
   * This model with tools that are offered in every call: what `tool()` gives, OpenAI's form, AI SDK's own, or a tool that the provider runs.
   *
   * @throws AISDKToolError if one of them can't be offered
   */
  override bindTools(tools: BindToolsInput[], options: Options = {}): BoundModel {
    return this.withConfig({ ...options, tools: toAISDKTools(tools) });
  }

  protected override structuredOutputOptions({ method, name, jsonSchema }: StructuredOutputRequest): Options {
    if (method === "functionCalling") return { tool_choice: name };
    if (method === "jsonMode") return { responseFormat: { type: "json" } };
    return { responseFormat: { type: "json", name, schema: jsonSchema as object } };
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const call = await this.#toCall(messages, options);
    const ask = (): PromiseLike<object> => this.model.doGenerate(call as never);
    const result = (await this.#ask(ask, options, runManager)) as AISDKResult;
    return fromGenerateResult(result, this.model);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const call = await this.#toCall(messages, options);
    const ask = (): PromiseLike<object> => this.model.doStream(call as never);
    const { stream } = (await this.#ask(ask, options, runManager)) as OpenedStream;
    yield* readStream(stream, this.model, options.signal);
  }

  async #toCall(messages: BaseMessage[], options: Options & { readonly signal: AbortSignal }): Promise<AISDKCall> {
    const { signal, headers } = options;
    const prompt = await fetchFiles(toPrompt(messages), { model: this.model, download: this.#download, signal });
    const call = {
      ...toCallParams(this, options),
      prompt,
      abortSignal: signal,
      ...(headers !== undefined && { headers }),
    };
    return toCallOf(this.model.specificationVersion, call);
  }

  #ask<TAnswer>(
    request: () => PromiseLike<TAnswer>,
    options: Options,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<TAnswer> {
    const { signal } = options;
    const attempt = async (): Promise<TAnswer> => {
      try {
        return await request();
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        throw explainError(error, this.model);
      }
    };
    const maxRetries = options.maxRetries ?? this.settings.maxRetries ?? 2;
    return retryRequest(attempt, {
      maxRetries,
      signal,
      onRetry: (notice) => runManager?.handleRetry(notice),
      isRetryable: (error): error is AISDKModelError => error instanceof AISDKModelError && error.retryable,
    });
  }
}

function settingsOf(fields: AISDKChatModelFields): AISDKSettings {
  const { maxOutputTokens, temperature, topP, topK, presencePenalty, frequencyPenalty, seed } = fields;
  const { reasoning, maxRetries, providerOptions } = fields;
  const all = {
    maxOutputTokens,
    temperature,
    topP,
    topK,
    presencePenalty,
    frequencyPenalty,
    seed,
    reasoning,
    maxRetries,
    providerOptions,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
