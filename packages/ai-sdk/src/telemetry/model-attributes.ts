import type { LanguageModelV3Prompt } from "@ai-sdk/provider";
import type { BaseMessage } from "@earshot/core/messages";
import { fromPrompt } from "./from-prompt.js";
import type { ModelName } from "./model-call.js";
import { parsed, type SpanAttributes } from "./span-attributes.js";

/** The model that a call asks. */
export function modelOf(attributes: SpanAttributes): ModelName {
  return { provider: String(attributes["ai.model.provider"]), modelId: String(attributes["ai.model.id"]) };
}

/** What a model is asked; nothing if telemetry is told not to record inputs. */
export function messagesOf(attributes: SpanAttributes): BaseMessage[] {
  const prompt = parsed(attributes["ai.prompt.messages"]);
  return Array.isArray(prompt) ? fromPrompt(prompt as LanguageModelV3Prompt) : [];
}

/** The settings of a model call, under the names that AI SDK's telemetry has for them. */
export function invocationParamsOf(attributes: SpanAttributes): Record<string, unknown> {
  const params: Record<string, unknown> = { model: modelOf(attributes).modelId };
  const prefix = "gen_ai.request.";
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith(prefix) && value !== undefined) params[name.slice(prefix.length)] = value;
  const { "ai.prompt.tools": tools, "ai.prompt.toolChoice": choice } = attributes;
  if (Array.isArray(tools)) params["tools"] = tools.map(parsed);
  if (choice !== undefined) params["tool_choice"] = parsed(choice);
  return params;
}
