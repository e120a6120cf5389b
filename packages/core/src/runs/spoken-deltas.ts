import type { ModelDelta } from "../events/event-payloads.js";
import type { DeltaEmit, DeltaRedaction, DeltaSource } from "../events/redactor.js";
import type { Run } from "./run.js";

/** Says pieces of a run's output as they come. With redaction, text that may begin a match comes with a later piece, or before the end. */
export class SpokenDeltas {
  readonly #emit: DeltaEmit;
  readonly #redaction: DeltaRedaction | undefined;
  #index = 0;

  constructor(run: Run, source: DeltaSource, emit: DeltaEmit) {
    this.#emit = emit;
    const redaction = run.redactor?.startDeltas(source, run, emit);
    this.#redaction = redaction;
    if (redaction !== undefined) run.beforeEnd = () => redaction.flush();
  }

  push(chunk: unknown, text: string, parts: ModelDelta["parts"]): Promise<void> | undefined {
    const delta: ModelDelta = { chunk, text, index: this.#index++, parts };
    return this.#redaction === undefined ? this.#emit(delta) : this.#redaction.push(delta);
  }
}
