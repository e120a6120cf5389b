import { MapStage } from "../runnables/map-stage.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { BaseOutputParser, textOfInput, type OutputParserInput } from "./base-output-parser.js";

/**
 * The text of what a model said, chunk by chunk if it streams.
 *
 * @example
 * ```ts
 * import { AIMessage } from "@earshot/core/messages";
 * import { StringOutputParser } from "@earshot/core/output_parsers";
 *
 * console.log(await new StringOutputParser().invoke(new AIMessage("hello"))); // => hello
 * ```
 */
export class StringOutputParser extends BaseOutputParser<string> {
  override lc_namespace = ["langchain_core", "output_parsers", "string"];

  /** LangChain's serialized form and run names call it so. */
  static override lc_name(): string {
    return "StrOutputParser";
  }

  override parse(text: string): string {
    return text;
  }

  protected override stage(run: Run): StreamStage {
    return new MapStage(run, (chunk) => textOfInput(chunk as OutputParserInput));
  }
}
