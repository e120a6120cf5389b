import type { LanguageModelV3CallOptions } from "@ai-sdk/provider";
import type { BindToolsInput } from "@earshot/core/language_models/chat_models";
import type { AISDKCallOptions, AISDKSettings } from "./ai-sdk-chat-model-fields.js";
import { toAISDKTools } from "./to-ai-sdk-tools.js";
import { toToolChoice } from "./to-tool-choice.js";

/** What a model says of every call of it. */
export interface CallDefaults {
  readonly settings: AISDKSettings;
  readonly stop: readonly string[] | undefined;
}

/** The parameters of a call without its messages, its headers and its signal. */
export type CallParams = Omit<LanguageModelV3CallOptions, "prompt" | "abortSignal" | "headers"> &
  Pick<AISDKSettings, "reasoning">;

/** Settings that go to the model as they are. */
export const settingNames = [
  "maxOutputTokens",
  "temperature",
  "topP",
  "topK",
  "presencePenalty",
  "frequencyPenalty",
  "seed",
  "reasoning",
] as const satisfies readonly (keyof AISDKSettings & keyof CallParams)[];

/**
 * The parameters of a call under AI SDK's names. Provider options of the model and of the call are joined, provider by provider.
 *
 * @throws AISDKToolError if a tool can't be offered
 */
export function toCallParams(defaults: CallDefaults, options: Partial<AISDKCallOptions> = {}): CallParams {
  const params: CallParams = {};
  for (const name of settingNames) {
    const value = options[name] ?? defaults.settings[name];
    if (value !== undefined) Object.assign(params, { [name]: value });
  }
  const stop = options.stop ?? defaults.stop;
  if (stop !== undefined) params.stopSequences = [...stop];
  const { tools, responseFormat } = options;
  if (tools !== undefined && tools.length > 0) params.tools = toAISDKTools(tools as BindToolsInput[]);
  const toolChoice = toToolChoice(options.tool_choice);
  if (toolChoice !== undefined) params.toolChoice = toolChoice;
  if (responseFormat !== undefined) params.responseFormat = responseFormat;
  const providerOptions = joinProviderOptions(defaults.settings.providerOptions, options.providerOptions);
  if (providerOptions !== undefined) params.providerOptions = providerOptions;
  return params;
}

function joinProviderOptions(
  ours: AISDKSettings["providerOptions"],
  theirs: AISDKSettings["providerOptions"],
): AISDKSettings["providerOptions"] {
  if (ours === undefined || theirs === undefined) return theirs ?? ours;
  const joined = { ...ours };
  for (const [provider, options] of Object.entries(theirs)) joined[provider] = { ...ours[provider], ...options };
  return joined;
}
