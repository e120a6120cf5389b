import type { LanguageModelV2, LanguageModelV3 } from "@ai-sdk/provider";
import type { LanguageModelV4 } from "./specification-v4.js";

/** A model of an AI SDK provider: `anthropic("claude-…")`, `openai("gpt-…")`, what `wrapLanguageModel` gives … */
export type AISDKModel = LanguageModelV2 | LanguageModelV3 | LanguageModelV4;
