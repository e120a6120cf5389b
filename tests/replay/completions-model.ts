import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import { BaseLLM } from "@earshot/core/language_models/llms";
import { GenerationChunk, type LLMResult } from "@earshot/core/outputs";

interface Completion {
  readonly choices: readonly { readonly text: string; readonly finish_reason?: string }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  };
}

/** A provider's text model: speaks to a server of completions over its socket, and streams what that streams. */
export class CompletionsModel extends BaseLLM {
  readonly #url: string;

  constructor(url: string) {
    super({});
    this.#url = url;
  }

  override _llmType(): string {
    return "completions";
  }

  override invocationParams(): Record<string, unknown> {
    return { model: "backwards-1" };
  }

  override async _generate(prompts: string[], { signal }: this["ParsedCallOptions"]): Promise<LLMResult> {
    const answers = await Promise.all(
      prompts.map(async (prompt) => (await (await this.#ask(prompt, false, signal)).json()) as Completion),
    );
    const generations = answers.map(({ choices }) =>
      choices.map(({ text, finish_reason }) => ({ text, generationInfo: { finish_reason } })),
    );
    const [first] = answers;
    const { prompt_tokens = 0, completion_tokens = 0, total_tokens = 0 } = first?.usage ?? {};
    const tokenUsage = { promptTokens: prompt_tokens, completionTokens: completion_tokens, totalTokens: total_tokens };
    return { generations, llmOutput: { tokenUsage } };
  }

  override async *_streamResponseChunks(
    prompt: string,
    { signal }: this["ParsedCallOptions"],
    _runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<GenerationChunk> {
    const { body } = await this.#ask(prompt, true, signal);
    const decoder = new TextDecoder();
    let rest = "";
    for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "data: [DONE]") return;
        const [choice] = (JSON.parse(line.slice("data: ".length)) as Completion).choices;
        const { text = "", finish_reason } = choice ?? {};
        yield new GenerationChunk(finish_reason === undefined ? { text } : { text, generationInfo: { finish_reason } });
      }
    }
  }

  async #ask(prompt: string, stream: boolean, signal: AbortSignal): Promise<Response> {
    const body = JSON.stringify({ model: "backwards-1", prompt, stream });
    const response = await fetch(`${this.#url}/completions`, { method: "POST", body, signal });
    if (response.ok) return response;
    throw Object.assign(new Error(`the server answered ${response.status}`), { status: response.status });
  }
}
