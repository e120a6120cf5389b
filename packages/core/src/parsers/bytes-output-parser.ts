import { MapStage } from "../runnables/map-stage.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { textOfInput, type OutputParserInput } from "./base-output-parser.js";
import { BaseTransformOutputParser } from "./base-transform-output-parser.js";

/**
 * The text of what a model said as UTF-8, chunk by chunk if it streams: what an HTTP response wants.
 *
 * @example
 * ```ts
 * import { BytesOutputParser } from "@earshot/core/output_parsers";
 *
 * console.log(await new BytesOutputParser().invoke("é")); // => Uint8Array(2) [ 195, 169 ]
 * ```
 */
export class BytesOutputParser extends BaseTransformOutputParser<Uint8Array> {
  override lc_namespace = ["langchain_core", "output_parsers", "bytes"];
  readonly #encoder = new TextEncoder();

  static override lc_name(): string {
    return "BytesOutputParser";
  }

  override parse(text: string): Uint8Array {
    return this.#encoder.encode(text);
  }

  protected override stage(run: Run): StreamStage {
    return new BytesStage(run, (chunk) => this.parse(textOfInput(chunk as OutputParserInput)));
  }
}

/** Its output is all of the bytes, which the chunks' own merging would not put together. */
class BytesStage extends MapStage {
  override output(): unknown {
    super.output();
    const { inputs } = this.run;
    return inputs === undefined ? undefined : new TextEncoder().encode(textOfInput(inputs as OutputParserInput));
  }
}
