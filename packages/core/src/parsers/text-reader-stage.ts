import { eventTable } from "../events/event-table.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { wholeSoFar } from "../runnables/whole-so-far.js";
import type { Run } from "../runs/run.js";
import { nothing, type StreamStage } from "../runs/stream-stage.js";
import { textOfInput, type OutputParserInput } from "./base-output-parser.js";
import { compareJson, type JsonPatchOperation } from "../util/compare-json.js";
import type { TextReader } from "./text-reader.js";

/** What a {@link TextReaderStage} needs besides its run. */
export interface TextReaderStageOptions {
  readonly reader: TextReader;
  /** Hands on what has changed, as JSON Patch, in place of the whole so far. */
  readonly diff: boolean;
}

/**
 * Shows what a reader makes of the text so far, whenever it has changed. At the end of the stream the reader has the last word: a text
 * that invoking the parser would fail on fails here as well.
 */
export class TextReaderStage implements StreamStage {
  readonly run: Run;
  readonly #reader: TextReader;
  readonly #diff: boolean;
  readonly #inputs: ChunkAccumulator | undefined;
  readonly #patches: JsonPatchOperation[] = [];
  #shown: unknown = undefined;

  constructor(run: Run, { reader, diff }: TextReaderStageOptions) {
    this.run = run;
    this.#reader = reader;
    this.#diff = diff;
    if (!run.hears(eventTable.chainEnd)) return;
    this.#inputs = new ChunkAccumulator();
    run.partialOutput = () => {
      run.inputs = this.#inputs?.value;
      return this.#output();
    };
  }

  push(chunk: unknown): unknown {
    this.#inputs?.add(chunk);
    this.#reader.read(textOfInput(chunk as OutputParserInput));
    if (!this.#reader.hasChanged) return nothing;
    const previous = this.#shown;
    const shown = this.#reader.show();
    if (shown === undefined || shown === null) return nothing;
    this.#shown = shown;
    if (!this.#diff) return wholeSoFar(shown);
    const patch = compareJson(previous, shown);
    if (this.#inputs !== undefined) this.#patches.push(...patch);
    return patch.length === 0 ? nothing : patch;
  }

  output(): unknown {
    this.run.inputs = this.#inputs?.value;
    this.#shown = this.#reader.finish();
    return this.#output();
  }

  #output(): unknown {
    return this.#diff ? this.#patches : this.#shown;
  }
}
