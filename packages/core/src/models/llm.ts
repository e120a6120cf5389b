import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { BaseLLM, type BaseLLMCallOptions } from "./base-llm.js";

/**
 * A text model that answers one prompt at a time: all there is to implement is `_call`.
 *
 * @example
 * ```ts
 * import { LLM } from "@earshot/core/language_models/llms";
 *
 * class Shout extends LLM {
 *   _llmType() { return "shout"; }
 *   async _call(prompt: string) { return prompt.toUpperCase(); }
 * }
 * console.log(await new Shout().batch(["a", "b"])); // => [ 'A', 'B' ]
 * ```
 */
export abstract class LLM<TCallOptions extends BaseLLMCallOptions = BaseLLMCallOptions> extends BaseLLM<TCallOptions> {
  /** The answer. `options.signal` tells when to stop; `runManager` is there only if somebody listens. */
  abstract _call(
    prompt: string,
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<string>;

  override async _generate(
    prompts: string[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    const texts = await Promise.all(prompts.map((prompt) => this._call(prompt, options, runManager)));
    return { generations: texts.map((text) => [{ text }]) };
  }
}
