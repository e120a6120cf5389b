import type { Run } from "../runs/run.js";
import type { LLMResult } from "../outputs/llm-result.js";

/** Asks the provider for several prompts at once; `runs` are theirs. */
export type AskForPrompts = (prompts: readonly string[], runs: readonly Run[]) => Promise<LLMResult>;

/**
 * One call of `_generate` for several prompts, each of which is a run of its own. It is made once each of them has said whether it needs
 * an answer: one that a guard refused or that a cache answered doesn't.
 */
export class PromptBatch {
  readonly #ask: AskForPrompts;
  readonly #prompts: string[] = [];
  readonly #runs: Run[] = [];
  readonly #results: Promise<LLMResult[]>;
  #undecided: number;
  #begin: (() => void) | undefined = undefined;

  constructor(size: number, ask: AskForPrompts) {
    this.#undecided = size;
    this.#ask = ask;
    this.#results = new Promise<void>((resolve) => (this.#begin = resolve)).then(() => this.#askForAll());
    this.#results.catch(() => undefined); // if nobody is left to be told, nobody is
  }

  /** A prompt's place in the batch. */
  place(): PromptPlace {
    let isDecided = false;
    const decide = (): boolean => {
      if (isDecided) return false;
      isDecided = true;
      return true;
    };
    return {
      join: async (prompt, run) => {
        if (!decide()) throw new TypeError("A prompt has joined its batch twice."); // a mistake of ours
        const index = this.#prompts.push(prompt) - 1;
        this.#runs.push(run);
        this.#onDecided();
        return (await this.#results)[index] ?? { generations: [[{ text: "" }]] };
      },
      leave: () => {
        if (decide()) this.#onDecided();
      },
    };
  }

  #onDecided(): void {
    this.#undecided--;
    if (this.#undecided === 0) this.#begin?.();
  }

  async #askForAll(): Promise<LLMResult[]> {
    if (this.#prompts.length === 0) return [];
    return splitResult(await this.#ask(this.#prompts, this.#runs));
  }
}

/** What a prompt does in its batch: one of the two, once. */
export interface PromptPlace {
  /** Asks for an answer; resolves with this prompt's. */
  join(prompt: string, run: Run): Promise<LLMResult>;
  /** Needs none. A second word changes nothing. */
  leave(): void;
}

/** Each prompt's own result. What the provider says of the call as a whole stays with the first, so that nobody counts it twice. */
function splitResult({ generations, llmOutput }: LLMResult): LLMResult[] {
  const others = llmOutput === undefined ? undefined : { ...llmOutput, tokenUsage: {} };
  return generations.map((alternatives, index) => ({
    generations: [alternatives],
    llmOutput: index === 0 ? llmOutput : others,
  }));
}
