import type Anthropic from "@anthropic-ai/sdk";
import type { ClientOptions } from "@anthropic-ai/sdk";
import type { BaseChatModelCallOptions, BaseChatModelParams } from "@earshot/core/language_models/chat_models";
import type { AnthropicClient } from "./anthropic-client.js";
import type { CallParameter } from "./request-parameters.js";

type BetaParams = Anthropic.Beta.MessageCreateParams;

/** The names of the models, with any other string allowed: new ones appear more often than releases of this package. */
export type AnthropicModelId = Anthropic.Model;

/** Any parameter of the Messages API under its own name; what the types don't know yet is sent as well. */
export type InvocationKwargs = Partial<BetaParams> & { readonly [parameter: string]: unknown };

/** What `new ChatAnthropic(…)` takes. */
export interface ChatAnthropicFields extends BaseChatModelParams {
  /** Default: {@link defaultModel}. */
  model?: AnthropicModelId;
  /** The older name of `model`. */
  modelName?: AnthropicModelId;
  /** Default: the environment variable `ANTHROPIC_API_KEY`. */
  apiKey?: string;
  /** The older name of `apiKey`. */
  anthropicApiKey?: string;
  /** Another address than Anthropic's: a proxy or a gateway. Default: `ANTHROPIC_API_URL`, then `ANTHROPIC_BASE_URL`, then Anthropic's. */
  anthropicApiUrl?: string;
  /** Passed on to the SDK's client: `timeout`, `defaultHeaders`, `fetch`, `authToken` … Its `maxRetries` is not: retries are this class's. */
  clientOptions?: ClientOptions;
  /** Makes the client, e.g. `(options) => new AnthropicVertex(options)`. With it no key is needed. */
  createClient?: (options: ClientOptions) => AnthropicClient;
  /** Tokens of the answer at most. Default: {@link defaultMaxTokens}. */
  maxTokens?: number;
  temperature?: number;
  topK?: number;
  topP?: number | null;
  stopSequences?: string[];
  /** Makes `invoke` go through the stream, so that tokens are heard. Default false; longer answers than 21,333 tokens do so in any case. */
  streaming?: boolean;
  /** Whether streamed chunks carry usage. Default true. */
  streamUsage?: boolean;
  thinking?: BetaParams["thinking"];
  contextManagement?: BetaParams["context_management"];
  outputConfig?: BetaParams["output_config"];
  inferenceGeo?: BetaParams["inference_geo"];
  /** Beta features to switch on; with any, requests go to the beta version of the API. */
  betas?: Anthropic.Beta.AnthropicBeta[];
  /** Any parameter of the API under its own name; wins over the fields above. */
  invocationKwargs?: InvocationKwargs;
  /** Retries of a request that failed before its first chunk. Default 6. */
  maxRetries?: number;
}

/** What a call may set: LangChain's options, and every parameter of the API under its own name. */
export interface ChatAnthropicCallOptions
  extends BaseChatModelCallOptions, Partial<Pick<BetaParams, CallParameter & keyof BetaParams>> {
  tools?: unknown[];
  /** `"auto"`, `"any"`, `"none"`, a tool's name, or the API's own object. */
  tool_choice?: string | Record<string, unknown>;
  /** Asks for arguments that follow the schema exactly, of every tool. */
  strict?: boolean;
  /** Headers of this request only. */
  headers?: Record<string, string>;
  betas?: Anthropic.Beta.AnthropicBeta[];
  streamUsage?: boolean;
  /** The API's `output_config`, joined with the constructor's. */
  outputConfig?: BetaParams["output_config"];
  /** The API's `output_config.format`. */
  outputFormat?: NonNullable<BetaParams["output_config"]>["format"];
  inferenceGeo?: BetaParams["inference_geo"];
  /** Any parameter of the API, e.g. `{ metadata: { user_id } }`; wins over everything else. */
  invocationKwargs?: InvocationKwargs;
  maxRetries?: number;
}
