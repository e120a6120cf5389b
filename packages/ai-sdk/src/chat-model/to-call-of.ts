import type { LanguageModelV2CallOptions, LanguageModelV3CallOptions, LanguageModelV3Message } from "@ai-sdk/provider";
import type { AISDKModel } from "./ai-sdk-model.js";
import { toV2Call } from "./specification-v2.js";
import { toV4Call, type LanguageModelV4CallOptions } from "./to-v4-call.js";

/** A call in the form of a specification. */
export type AISDKCall = LanguageModelV2CallOptions | LanguageModelV3CallOptions | LanguageModelV4CallOptions;

/** A call, which is made in the form of V3, in the form that a model understands. */
export function toCallOf(version: AISDKModel["specificationVersion"], call: LanguageModelV3CallOptions): AISDKCall {
  if (version === "v4") return toV4Call(call);
  const plain = call.prompt.some(hasOpaque) ? { ...call, prompt: call.prompt.map(withoutOpaque) } : call;
  return version === "v2" ? toV2Call(plain) : plain;
}

const opaque = new Set<string>(["custom", "reasoning-file"]);

function hasOpaque({ role, content }: LanguageModelV3Message): boolean {
  return role === "assistant" && content.some(({ type }) => opaque.has(type));
}

/** Only V4 has a form for what no model but the one that said it understands. */
function withoutOpaque(message: LanguageModelV3Message): LanguageModelV3Message {
  if (message.role !== "assistant") return message;
  return { ...message, content: message.content.filter(({ type }) => !opaque.has(type)) };
}
