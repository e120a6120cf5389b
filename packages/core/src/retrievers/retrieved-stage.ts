import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";

/** Lets the one chunk of a retriever's stream through, all its documents, and keeps them for the run's end. */
export class RetrievedStage implements StreamStage {
  readonly run: Run;
  #documents: unknown = undefined;

  constructor(run: Run) {
    this.run = run;
    run.partialOutput = () => this.#documents;
  }

  push(documents: unknown): unknown {
    return (this.#documents = documents);
  }

  output(): unknown {
    return this.#documents;
  }
}
