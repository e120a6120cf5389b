import type Anthropic from "@anthropic-ai/sdk";

type Parameter = keyof Anthropic.MessageCreateParams | keyof Anthropic.Beta.MessageCreateParams;

/**
 * Every parameter of the Messages API, and where it comes from besides `invocationKwargs`, which reaches them all: `call` means that a call
 * option of the same name sets it; `model` means a field of the constructor or the conversation does. The compiler refuses a table
 * that lacks a parameter of the SDK's type.
 */
const parameters = {
  model: "call",
  max_tokens: "call",
  thinking: "call",
  cache_control: "call",
  container: "call",
  diagnostics: "call",
  inference_geo: "call",
  output_config: "call",
  service_tier: "call",
  speed: "call",
  system: "call",
  user_profile_id: "call",
  workspace_id: "call",
  // Of the beta version of the API only.
  billing_policy: "call",
  compaction: "call",
  context_management: "call",
  fallback_credit_token: "call",
  fallbacks: "call",
  mcp_servers: "call",
  output_format: "call",
  thread: "call",
  betas: "model", // the constructor's and the call's are joined
  messages: "model",
  metadata: "model", // as a call option it is the run's metadata; the API's is reached by `invocationKwargs`
  stop_sequences: "model", // `stopSequences`, or `stop` in a call
  stream: "model",
  tools: "model", // translated, as is the choice
  tool_choice: "model",
} as const satisfies Record<Parameter, "call" | "model">;

/** The parameters that a call option of the same name sets. */
export type CallParameter = {
  [K in keyof typeof parameters]: (typeof parameters)[K] extends "call" ? K : never;
}[keyof typeof parameters];

/** The parameters that a call option of the same name sets. */
export const callParameters = (Object.keys(parameters) as (keyof typeof parameters)[]).filter(
  (name): name is CallParameter => parameters[name] === "call",
);
