import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import {
  BaseChatModel,
  type BindToolsInput,
  type LangSmithParams,
  type StructuredOutputRequest,
} from "@earshot/core/language_models/chat_models";
import type { BaseMessage } from "@earshot/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@earshot/core/outputs";
import { AnthropicTransport, type TransportCall } from "./anthropic-transport.js";
import type {
  AnthropicModelId,
  ChatAnthropicCallOptions,
  ChatAnthropicFields,
  InvocationKwargs,
} from "./chat-anthropic-fields.js";
import { createAnthropicClient, secretOf, settleClient, type ClientSettings } from "./create-anthropic-client.js";
import { defaultMaxTokens } from "./default-max-tokens.js";
import { defaultModel } from "./default-model.js";
import { fromAnthropicMessage } from "./from-anthropic-message.js";
import { fromAnthropicStreamEvent, startStream } from "./from-anthropic-stream-event.js";
import { inspectMasked, type Inspection } from "./inspect-masked.js";
import { mayHoldBlocks } from "./may-hold-blocks.js";
import { maskCredentials, restoreCredentials } from "./mask-credentials.js";
import { toAnthropicMessages } from "./to-anthropic-messages.js";
import { toAnthropicTools } from "./to-anthropic-tools.js";
import { toRequestParams, type AnthropicRequestParams } from "./to-request-params.js";

/** Beyond this, an answer may take longer than the ten minutes that connections without traffic are kept open for. */
const longestWholeAnswer = 21_333;

/** What a method of the model is given of a call's options: the base keeps their names no longer than their types. */
type Options = Partial<ChatAnthropicCallOptions>;

type BoundModel = ReturnType<BaseChatModel<ChatAnthropicCallOptions>["withConfig"]>;

/**
 * Anthropic's models. The key comes from `apiKey` or from the environment variable `ANTHROPIC_API_KEY`.
 *
 * A stream yields a chunk for each event of the API that says something: those that open and close the answer have no text but the id, the model's
 * name, the usage and the reason why the model stopped. Leaving the loop, or aborting, closes the HTTP request. Failures are subclasses of
 * `AnthropicError`; a stream that ends early is one of them, never a short answer. A request that fails before its first chunk is sent again up
 * to `maxRetries` times, and each retry is heard as `run.retry`.
 *
 * @example
 * ```ts
 * import { ChatAnthropic } from "@earshot/anthropic";
 * import { pageReply, startAnthropicServer } from "@earshot/testing";
 *
 * await using server = await startAnthropicServer({ reply: pageReply });
 * const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url, maxTokens: 100 });
 * const answer = await model.invoke("What is 1 + 2?");
 * console.log(answer.content); // => The sum of 1 and 2 is 3.
 * ```
 */
export class ChatAnthropic extends BaseChatModel<ChatAnthropicCallOptions> {
  override lc_namespace = ["langchain", "chat_models", "anthropic"];
  override lc_serializable = true;
  model: AnthropicModelId;
  apiKey: string | undefined;
  maxTokens: number;
  maxRetries: number;
  temperature: number | undefined;
  topK: number | undefined;
  topP: number | null | undefined;
  stopSequences: string[] | undefined;
  streaming: boolean;
  streamUsage: boolean;
  thinking: ChatAnthropicFields["thinking"];
  contextManagement: ChatAnthropicFields["contextManagement"];
  outputConfig: ChatAnthropicFields["outputConfig"];
  inferenceGeo: ChatAnthropicFields["inferenceGeo"];
  betas: ChatAnthropicFields["betas"];
  invocationKwargs: InvocationKwargs | undefined;
  readonly #settings: ClientSettings;
  #transport: AnthropicTransport | undefined;

  static override lc_name(): string {
    return "ChatAnthropic";
  }

  /** Takes its fields, or the model's name and then the others. */
  constructor(
    modelOrFields: AnthropicModelId | ChatAnthropicFields = {},
    rest: Omit<ChatAnthropicFields, "model"> = {},
  ) {
    const fields: ChatAnthropicFields =
      typeof modelOrFields === "string" ? { ...rest, model: modelOrFields } : modelOrFields;
    super(fields);
    this.#settings = settleClient(fields);
    this.model = fields.model ?? fields.modelName ?? defaultModel;
    this.apiKey = this.#settings.apiKey;
    this.maxTokens = fields.maxTokens ?? defaultMaxTokens(this.model);
    this.maxRetries = fields.maxRetries ?? 6;
    this.temperature = fields.temperature;
    this.topK = fields.topK;
    this.topP = fields.topP;
    this.stopSequences = fields.stopSequences;
    this.streaming = fields.streaming ?? false;
    this.streamUsage = fields.streamUsage ?? true;
    this.thinking = fields.thinking;
    this.contextManagement = fields.contextManagement;
    this.outputConfig = fields.outputConfig;
    this.inferenceGeo = fields.inferenceGeo;
    this.betas = fields.betas;
    this.invocationKwargs = fields.invocationKwargs;
  }

  /** The older name of `model`. */
  get modelName(): AnthropicModelId {
    return this.model;
  }

  /** The older name of `apiKey`. */
  get anthropicApiKey(): string | undefined {
    return this.apiKey;
  }

  override get lc_secrets(): Record<string, string> {
    const secrets: Record<string, string> = { anthropicApiKey: "ANTHROPIC_API_KEY", apiKey: "ANTHROPIC_API_KEY" };
    const options = this.#settings.clientOptions;
    if (options?.apiKey != null) secrets["clientOptions.apiKey"] = "ANTHROPIC_API_KEY";
    if (options?.authToken != null) secrets["clientOptions.authToken"] = "ANTHROPIC_AUTH_TOKEN";
    if (options?.defaultHeaders != null) secrets["clientOptions.defaultHeaders"] = "ANTHROPIC_CUSTOM_HEADERS";
    if (this.invocationKwargs?.mcp_servers != null) secrets["invocationKwargs.mcp_servers"] = "ANTHROPIC_MCP_SERVERS";
    return secrets;
  }

  /** What `console.log` shows: the fields that are set, secrets masked. */
  [Symbol.for("nodejs.util.inspect.custom")](
    depth: number | null,
    options: object,
    inspect: Inspection["inspect"],
  ): string {
    return inspectMasked(this, "ChatAnthropic", { depth, options, inspect });
  }

  override get lc_aliases(): Record<string, string> {
    return { modelName: "model" };
  }

  override _llmType(): string {
    return "anthropic";
  }

  /**
   * The parameters of a request without its messages, under the API's names. Handlers are told them, so the credentials of MCP servers are
   * masked here; the request has them.
   */
  override invocationParams(options?: Options): AnthropicRequestParams {
    return maskCredentials(toRequestParams(this, options));
  }

  /** The credentials of MCP servers are masked here too. */
  protected override shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { invocationKwargs } = options as Options;
    const shown = maskCredentials(options);
    return invocationKwargs === undefined ? shown : { ...shown, invocationKwargs: maskCredentials(invocationKwargs) };
  }

  override getLsParams(options: Options = {}): LangSmithParams {
    const params = toRequestParams(this, { ...options, tools: undefined, tool_choice: undefined });
    return {
      ls_provider: "anthropic",
      ls_model_name: params.model,
      ls_model_type: "chat",
      ls_temperature: params["temperature"] as number | undefined,
      ls_max_tokens: params.max_tokens,
      ls_stop: options.stop,
    };
  }

  /**
   * This model with tools that are offered in every call: what `tool()` gives, OpenAI's form, or the API's own.
   *
   * @throws AnthropicToolError if one of them can't be sent
   */
  override bindTools(tools: BindToolsInput[], options: Options = {}): BoundModel {
    return this.withConfig({ ...options, tools: toAnthropicTools(tools, { strict: options.strict }) });
  }

  /** The API has no mode for JSON of any form. A model that thinks can't be forced to call a tool: it is left to do so. */
  protected override structuredOutputOptions(request: StructuredOutputRequest): Options | undefined {
    const { method, name, jsonSchema } = request;
    if (method === "functionCalling")
      return this.thinking === undefined || this.thinking === null || this.thinking.type === "disabled"
        ? { tool_choice: name }
        : {};
    return method === "jsonSchema" ? { outputFormat: { type: "json_schema", schema: jsonSchema } } : undefined;
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const params = this.#toRequest(messages, options);
    params.stream = false;
    return fromAnthropicMessage(await this.#connect().create(params, this.#toCall(options, runManager)));
  }

  protected override answersByStream(options: this["ParsedCallOptions"]): boolean {
    const params = toRequestParams(this, options);
    return params.stream === true || params.max_tokens > longestWholeAnswer;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const params = this.#toRequest(messages, options);
    params.stream = true;
    const { streamUsage = this.streamUsage } = options as Options;
    const state = startStream({ streamUsage, blocks: mayHoldBlocks(params) });
    for await (const event of this.#connect().stream(params, this.#toCall(options, runManager))) {
      const chunk = fromAnthropicStreamEvent(event, state);
      if (chunk !== undefined) yield chunk;
    }
  }

  #toRequest(messages: BaseMessage[], options: Options): AnthropicRequestParams {
    const params = restoreCredentials(this.invocationParams(options), () => toRequestParams(this, options));
    return { ...params, ...toAnthropicMessages(messages) };
  }

  #toCall(options: Options, runManager: CallbackManagerForLLMRun | undefined): TransportCall {
    return {
      signal: options.signal,
      headers: options.headers,
      maxRetries: options.maxRetries ?? this.maxRetries,
      onRetry: (notice) => runManager?.handleRetry(notice),
    };
  }

  /** One client for all calls of this model, made at the first. */
  #connect(): AnthropicTransport {
    this.#transport ??= new AnthropicTransport(createAnthropicClient(this.#settings), secretOf(this.#settings));
    return this.#transport;
  }
}
