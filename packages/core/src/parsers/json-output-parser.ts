import type { ChatGeneration, Generation } from "../outputs/generation.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { BaseCumulativeTransformOutputParser } from "./base-cumulative-transform-output-parser.js";
import { JsonReader } from "./json/json-reader.js";
import { parseJsonMarkdown } from "./json/parse-json-markdown.js";
import { TextReaderStage } from "./text-reader-stage.js";

/**
 * The JSON that a model said, on its own or in a fence. Streamed, each chunk is the value so far, as soon as there is more of it to tell;
 * a chunk never changes afterwards. Each character is read once, however long the answer is. A value that gets wide (an array of more than
 * four hundred items, an object of more than forty keys) is shown at longer and longer intervals, and in full at its end.
 *
 * @throws OutputParserException with the text, if it has no JSON or ends before it does; a stream's last pull rejects with it
 * @example
 * ```ts
 * import { JsonOutputParser } from "@earshot/core/output_parsers";
 *
 * async function* answer() { yield '{"city": "Be'; yield 'rn", "popu'; yield 'lation": 134591}'; }
 * for await (const soFar of new JsonOutputParser().transform(answer())) console.log(soFar);
 * // => { city: 'Be' }
 * // => { city: 'Bern' }
 * // => { city: 'Bern', population: 134591 }
 * ```
 */
export class JsonOutputParser<
  TOutput extends object = Record<string, unknown>,
> extends BaseCumulativeTransformOutputParser<TOutput> {
  override lc_namespace = ["langchain_core", "output_parsers"];

  static override lc_name(): string {
    return "JsonOutputParser";
  }

  override parse(text: string): TOutput {
    return parseJsonMarkdown(text) as TOutput;
  }

  override parsePartialResult(generations: readonly (Generation | ChatGeneration)[]): TOutput | undefined {
    const reader = new JsonReader();
    reader.read(generations[0]?.text ?? "");
    return reader.show() as TOutput | undefined;
  }

  protected override stage(run: Run): StreamStage {
    return new TextReaderStage(run, { reader: new JsonReader(), diff: this.diff });
  }
}
