import { eventTable } from "../events/event-table.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";

/** Lets chunks through, and keeps what they come to if somebody will hear the run's end. */
export class PassStage implements StreamStage {
  readonly run: Run;
  readonly #inputs: ChunkAccumulator | undefined;
  #outputs: ChunkAccumulator | undefined;
  #isShared = false;

  /** @param inputs of a run that is fed by a stream: what came in so far */
  constructor(run: Run, inputs?: ChunkAccumulator) {
    this.run = run;
    this.#inputs = inputs;
    if (!run.hears(eventTable.chainEnd)) return;
    this.#outputs = new ChunkAccumulator();
    run.partialOutput = () => this.output();
  }

  get handedOn(): ChunkAccumulator | undefined {
    return this.#outputs;
  }

  get isClear(): boolean {
    return this.#isShared || this.#outputs === undefined;
  }

  follow({ handedOn }: StreamStage): void {
    if (this.#outputs === undefined || !(handedOn instanceof ChunkAccumulator)) return;
    this.#outputs = handedOn;
    this.#isShared = true;
  }

  push(chunk: unknown): unknown {
    if (!this.#isShared) this.#outputs?.add(chunk);
    return chunk;
  }

  output(): unknown {
    if (this.#inputs !== undefined) this.run.inputs = this.#inputs.value;
    return this.#outputs?.value;
  }
}
