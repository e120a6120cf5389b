import { eventTable } from "../events/event-table.js";
import type { Run } from "../runs/run.js";
import { nothing, type StreamStage } from "../runs/stream-stage.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";

/** Turns each chunk into another, or nothing, at once: what a parser does that needs no look ahead. */
export class MapStage implements StreamStage {
  readonly run: Run;
  readonly #map: (chunk: unknown) => unknown;
  readonly #inputs: ChunkAccumulator | undefined;
  readonly #outputs: ChunkAccumulator | undefined;

  constructor(run: Run, map: (chunk: unknown) => unknown) {
    this.run = run;
    this.#map = map;
    if (!run.hears(eventTable.chainEnd)) return;
    this.#inputs = new ChunkAccumulator();
    this.#outputs = new ChunkAccumulator();
    run.partialOutput = () => this.output();
  }

  get handedOn(): ChunkAccumulator | undefined {
    return this.#outputs;
  }

  push(chunk: unknown): unknown {
    this.#inputs?.add(chunk);
    const mapped = this.#map(chunk);
    if (mapped !== nothing) this.#outputs?.add(mapped);
    return mapped;
  }

  output(): unknown {
    this.run.inputs = this.#inputs?.value;
    return this.#outputs?.value;
  }
}
