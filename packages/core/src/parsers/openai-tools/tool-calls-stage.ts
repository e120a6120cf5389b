import { eventTable } from "../../events/event-table.js";
import type { ToolCall } from "../../messages/tool-call.js";
import { ChunkAccumulator } from "../../runnables/chunk-accumulator.js";
import { wholeSoFar } from "../../runnables/whole-so-far.js";
import type { Run } from "../../runs/run.js";
import { nothing, type StreamStage } from "../../runs/stream-stage.js";
import { ToolCallsReader } from "./tool-calls-reader.js";

/** How a parser turns calls into what it hands on. */
export interface ToolCallsMapping {
  /** What there is so far; `undefined` if that is nothing yet. */
  partial(calls: readonly ToolCall[]): unknown;
  /** What it all came to; throws if that won't do. */
  whole(calls: readonly ToolCall[]): unknown;
  /** False for a call that the parser doesn't look at. */
  matters(call: ToolCall): boolean;
}

/** Hands on what a parser makes of the calls so far, whenever they have changed. */
export class ToolCallsStage implements StreamStage {
  readonly run: Run;
  readonly #mapping: ToolCallsMapping;
  readonly #reader = new ToolCallsReader();
  readonly #inputs: ChunkAccumulator | undefined;
  #shown: unknown = undefined;

  constructor(run: Run, mapping: ToolCallsMapping) {
    this.run = run;
    this.#mapping = mapping;
    if (!run.hears(eventTable.chainEnd)) return;
    this.#inputs = new ChunkAccumulator();
    run.partialOutput = () => {
      run.inputs = this.#inputs?.value;
      return this.#shown;
    };
  }

  push(chunk: unknown): unknown {
    this.#inputs?.add(chunk);
    this.#reader.read(chunk);
    if (!this.#reader.hasChanged) return nothing;
    const made = this.#mapping.partial(this.#reader.show());
    if (made === undefined || isSame(made, this.#shown)) return nothing;
    this.#shown = made;
    return wholeSoFar(made);
  }

  output(): unknown {
    this.run.inputs = this.#inputs?.value;
    return this.#mapping.whole(this.#reader.finish((call) => this.#mapping.matters(call)));
  }
}

/** The reader hands on the same arguments as long as they don't change. */
function isSame(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return left.length === right.length && left.length > 0 && left.every((item, index) => item === right[index]);
}
