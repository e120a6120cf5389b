import type { LanguageModelV3Prompt } from "@ai-sdk/provider";
import { fromPrompt } from "./from-prompt.js";
import type { ModelName } from "./model-call.js";
import type { BaseMessage } from "@earshot/core/messages";

/** What AI SDK says of a piece of its work: texts, numbers, and JSON as text. */
export type SpanAttributes = Readonly<Record<string, unknown>>;

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

/** What a call was made with, as far as telemetry records inputs. */
export function inputsOf(attributes: SpanAttributes): unknown {
  const { "ai.prompt": prompt, "ai.value": value, "ai.values": values, "ai.documents": documents } = attributes;
  if (prompt !== undefined) return parsed(prompt);
  if (value !== undefined) return parsed(value);
  return Array.isArray(values) ? values.map(parsed) : Array.isArray(documents) ? documents.map(parsed) : {};
}

const json = new Set(["toolCalls", "object", "providerMetadata", "files"]);

/** What a call came to, as far as telemetry records outputs. */
export function outputsOf(attributes: SpanAttributes): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  const prefix = "ai.response.";
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    const key = name.slice(prefix.length);
    outputs[key] = json.has(key) ? parsed(value) : value;
  }
  return outputs;
}

/** What the caller has the call named and marked with. */
export function markingsOf(attributes: SpanAttributes): {
  readonly functionId: string | undefined;
  readonly metadata: Record<string, unknown>;
} {
  const metadata: Record<string, unknown> = {};
  const prefix = "ai.telemetry.metadata.";
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith(prefix)) metadata[name.slice(prefix.length)] = value;
  return { functionId: attributes["ai.telemetry.functionId"] as string | undefined, metadata };
}

/** A value that is JSON as text; any other is what it is. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
