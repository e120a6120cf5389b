import type { ChatAnthropicCallOptions, InvocationKwargs } from "./chat-anthropic-fields.js";
import { callParameters } from "./request-parameters.js";
import { toAnthropicToolChoice, toAnthropicTools, type AnthropicTool } from "./to-anthropic-tools.js";

/** The parameters of a request without its messages, under the API's names. What is not set is left out. */
export interface AnthropicRequestParams {
  model: string;
  max_tokens: number;
  stream: boolean;
  tools?: AnthropicTool[];
  betas?: string[];
  [parameter: string]: unknown;
}

/** What a model contributes to each of its requests. */
export interface ModelSettings {
  readonly model: string;
  readonly maxTokens: number;
  readonly streaming: boolean;
  readonly temperature?: number | undefined;
  readonly topK?: number | undefined;
  readonly topP?: number | null | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly thinking?: unknown;
  readonly contextManagement?: unknown;
  readonly outputConfig?: object | null | undefined;
  readonly inferenceGeo?: unknown;
  readonly betas?: readonly string[] | undefined;
  readonly invocationKwargs?: InvocationKwargs | undefined;
}

/**
 * The parameters of a request. Later ones win: the model's fields, the model's `invocationKwargs`, the call's options, the call's
 * `invocationKwargs`. `betas` are joined, and so is `output_config`, key by key.
 *
 * @throws AnthropicToolError if a tool or the choice of one can't be sent.
 */
export function toRequestParams(
  model: ModelSettings,
  options: Partial<ChatAnthropicCallOptions> = {},
): AnthropicRequestParams {
  const params: AnthropicRequestParams = { model: model.model, max_tokens: model.maxTokens, stream: model.streaming };
  const set = (name: string, value: unknown): void => {
    if (value !== undefined && value !== null) params[name] = value;
  };
  set("temperature", model.temperature);
  set("top_k", model.topK);
  set("top_p", model.topP);
  set("stop_sequences", model.stopSequences);
  set("thinking", model.thinking);
  set("context_management", model.contextManagement);
  set("inference_geo", model.inferenceGeo);
  Object.assign(params, model.invocationKwargs);
  set("stop_sequences", options.stop);
  set("inference_geo", options.inferenceGeo);
  for (const name of callParameters) set(name, options[name]);
  set("output_config", joinOutputConfig(model, options));
  if (options.tools !== undefined) set("tools", toAnthropicTools(options.tools, { strict: options.strict }));
  set("tool_choice", toAnthropicToolChoice(options.tool_choice, params.tools ?? []));
  Object.assign(params, options.invocationKwargs);
  const betas = new Set([...(model.betas ?? []), ...(options.betas ?? []), ...(params.betas ?? [])]);
  if (betas.size > 0) params.betas = [...betas];
  return params;
}

function joinOutputConfig(model: ModelSettings, options: Partial<ChatAnthropicCallOptions>): object | undefined {
  const parts = [
    model.outputConfig,
    model.invocationKwargs?.output_config,
    options.outputConfig,
    options.output_config,
  ];
  const joined: { format?: unknown } = Object.assign({}, ...parts);
  if (options.outputFormat !== undefined) joined.format ??= options.outputFormat;
  return Object.keys(joined).length === 0 ? undefined : joined;
}
