import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import { LLM } from "../models/llm.js";
import type { BaseLLMParams } from "../models/base-llm.js";

/** What a {@link FakeLLM} says. */
export interface FakeLLMFields extends BaseLLMParams {
  /** Default: the prompt. */
  readonly response?: string;
  /** Fails with this message instead. */
  readonly thrownErrorString?: string;
}

/** A text model that gives one answer, or the prompt back; it says the whole of it as a token. */
export class FakeLLM extends LLM {
  readonly response: string | undefined;
  readonly thrownErrorString: string | undefined;

  constructor(fields: FakeLLMFields = {}) {
    super(fields);
    this.response = fields.response;
    this.thrownErrorString = fields.thrownErrorString;
  }

  override _llmType(): string {
    return "fake";
  }

  override async _call(
    prompt: string,
    _options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<string> {
    if (this.thrownErrorString !== undefined) throw new Error(this.thrownErrorString);
    const answer = this.response ?? prompt;
    await runManager?.handleLLMNewToken(answer);
    return answer;
  }
}
