import { LLM } from "../models/llm.js";
import type { BaseLLMParams } from "../models/base-llm.js";
import { GenerationChunk } from "../outputs/generation-chunk.js";
import { wait } from "../util/wait.js";

/** What a {@link FakeStreamingLLM} says. */
export interface FakeStreamingLLMFields extends BaseLLMParams {
  /** Milliseconds before each character; default 50. */
  readonly sleep?: number;
  /** The answers, one a call; the prompt once there are none left. */
  readonly responses?: readonly string[];
  /** Fails with this message instead. */
  readonly thrownErrorString?: string;
}

/** A text model that streams its answers character by character. */
export class FakeStreamingLLM extends LLM {
  readonly sleep: number;
  readonly thrownErrorString: string | undefined;
  readonly #responses: string[];

  constructor(fields: FakeStreamingLLMFields = {}) {
    super(fields);
    this.sleep = fields.sleep ?? 50;
    this.thrownErrorString = fields.thrownErrorString;
    this.#responses = [...(fields.responses ?? [])];
  }

  /** Those that are left. */
  get responses(): readonly string[] {
    return this.#responses;
  }

  override _llmType(): string {
    return "fake";
  }

  override async _call(prompt: string): Promise<string> {
    if (this.thrownErrorString !== undefined) throw new Error(this.thrownErrorString);
    return this.#responses.shift() ?? prompt;
  }

  override async *_streamResponseChunks(
    prompt: string,
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<GenerationChunk> {
    for (const text of await this._call(prompt)) {
      await wait(this.sleep, options.signal);
      yield new GenerationChunk({ text, generationInfo: {} });
    }
  }
}
