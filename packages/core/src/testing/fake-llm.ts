import { LLM } from "../models/llm.js";
import type { BaseLLMParams } from "../models/base-llm.js";

/** What a {@link FakeLLM} says. */
export interface FakeLLMFields extends BaseLLMParams {
  /** Default: the prompt. */
  readonly response?: string;
  /** Fails with this message instead. */
  readonly thrownErrorString?: string;
}

/** A text model that gives one answer, or the prompt back. */
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

  override async _call(prompt: string): Promise<string> {
    if (this.thrownErrorString !== undefined) throw new Error(this.thrownErrorString);
    return this.response ?? prompt;
  }
}
