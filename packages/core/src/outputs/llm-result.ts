import type { ChatGeneration, Generation } from "./generation.js";

/** The key under which a result carries what is known of its run. */
export const RUN_KEY = "__run";

/** What a call with several prompts came to: `generations[prompt][alternative]`. */
export interface LLMResult {
  generations: Generation[][];
  /** What the provider said about the call as a whole; `tokenUsage` by convention. */
  llmOutput?: Record<string, unknown> | undefined;
  [RUN_KEY]?: Record<string, unknown>;
}

/** What a chat model's `_generate` returns for one list of messages. */
export interface ChatResult {
  generations: ChatGeneration[];
  llmOutput?: Record<string, unknown> | undefined;
}
