import type { ChatGeneration } from "../outputs/generation.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";

/** The stream of a model that can't stream: the whole message as its only chunk. */
export class WholeAnswerStage implements StreamStage {
  readonly run: Run;
  #result: LLMResult | undefined;

  constructor(run: Run) {
    this.run = run;
    run.partialOutput = () => this.#result;
  }

  push(result: unknown): unknown {
    this.#result = result as LLMResult;
    return (this.#result.generations[0] as [ChatGeneration])[0].message;
  }

  output(): LLMResult | undefined {
    return this.#result;
  }
}
