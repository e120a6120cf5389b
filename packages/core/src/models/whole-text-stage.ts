import type { LLMResult } from "../outputs/llm-result.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";

/** The stream of a text model that can't stream: the whole text as its only chunk. */
export class WholeTextStage implements StreamStage {
  readonly run: Run;
  #result: LLMResult | undefined = undefined;

  constructor(run: Run) {
    this.run = run;
    run.partialOutput = () => this.#result;
  }

  push(result: unknown): string {
    this.#result = result as LLMResult;
    return this.#result.generations[0]?.[0]?.text ?? "";
  }

  output(): LLMResult | undefined {
    return this.#result;
  }
}
