import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { PassStage } from "../runnables/pass-stage.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { BaseOutputParser, textOfInput, type OutputParserInput } from "./base-output-parser.js";

/**
 * The base of parsers that take what a model says chunk by chunk. Each chunk is parsed for itself; a parser that needs more than one
 * chunk at a time overrides `_transform`.
 *
 * @example
 * ```ts
 * import { BaseTransformOutputParser } from "@earshot/core/output_parsers";
 *
 * class Shout extends BaseTransformOutputParser<string> {
 *   lc_namespace = ["example"];
 *   override parse(text: string) {
 *     return text.toUpperCase();
 *   }
 * }
 * async function* words() { yield "a"; yield "b"; }
 * for await (const word of new Shout().transform(words())) console.log(word);
 * // => A
 * // => B
 * ```
 */
export abstract class BaseTransformOutputParser<TOutput = unknown> extends BaseOutputParser<TOutput> {
  /** What comes out of a stream of chunks, within the parser's run. */
  async *_transform(input: AsyncGenerator<OutputParserInput>): AsyncGenerator<TOutput, void> {
    for await (const chunk of input) yield await this.parse(textOfInput(chunk));
  }

  override get extendsStreams(): boolean {
    return true;
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    if (this.stage !== undefined) return super.extendStream(pipe, run);
    const inputs = new ChunkAccumulator();
    return hold(run, this.startDeferred(run), () =>
      new StreamPipe(this._transform(tap(pipe, inputs))).add(new PassStage(run, inputs)),
    );
  }
}

async function* tap(pipe: StreamPipe, inputs: ChunkAccumulator): AsyncGenerator<OutputParserInput> {
  for await (const chunk of pipe) {
    inputs.add(chunk);
    yield chunk as OutputParserInput;
  }
}
