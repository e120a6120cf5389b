import type { ChatGeneration, Generation } from "../../outputs/generation.js";
import type { Run } from "../../runs/run.js";
import type { StreamStage } from "../../runs/stream-stage.js";
import {
  BaseCumulativeTransformOutputParser,
  type BaseCumulativeTransformOutputParserInput,
} from "../base-cumulative-transform-output-parser.js";
import { TextReaderStage } from "../text-reader-stage.js";
import { XmlReader } from "./xml-reader.js";
import type { XMLResult } from "./xml-tree.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

/** What a model is told of how to write XML; `{tags}` is where the tags go. */
export const XML_FORMAT_INSTRUCTIONS = `Answer with XML: one element with all others in it, each tag closed, and the inner before the outer, as in
<foo>
  <bar>text</bar>
  <baz></baz>
</foo>
Use these tags, or, if there are none, tags that fit:
{tags}`;

export interface XMLOutputParserFields extends BaseCumulativeTransformOutputParserInput {
  /** The tags that the model is told to use; the parser itself takes any. */
  tags?: string[];
}

/**
 * The XML that a model said, wherever it stands in the text: an element is `{ name: text }`, one with elements in it
 * `{ name: [element, …] }`. Attributes are left out, and so is text beside elements. Streamed, each chunk is what there is so far.
 *
 * @throws OutputParserException with the text, if it has no element or one that isn't closed; a stream's last pull rejects with it
 * @example
 * ```ts
 * import { XMLOutputParser } from "@earshot/core/output_parsers";
 *
 * console.log(await new XMLOutputParser().invoke("<city><name>Bern</name></city>")); // => { city: [ { name: 'Bern' } ] }
 * ```
 */
export class XMLOutputParser extends BaseCumulativeTransformOutputParser<XMLResult> {
  override lc_namespace = ["langchain_core", "output_parsers"];
  /** Not `tags`: those are its runs'. */
  readonly #tags: readonly string[] | undefined;

  constructor(fields?: XMLOutputParserFields) {
    super(fields);
    this.#tags = fields?.tags;
  }

  static override lc_name(): string {
    return "XMLOutputParser";
  }

  [endSchemas](): EndSchemas {
    return { output: () => valueSchemas.dictionary };
  }

  override parse(text: string): XMLResult {
    return parseXMLMarkdown(text);
  }

  override parsePartialResult(generations: readonly (Generation | ChatGeneration)[]): XMLResult | undefined {
    const reader = new XmlReader();
    reader.read(generations[0]?.text ?? "");
    return reader.show() as XMLResult | undefined;
  }

  override getFormatInstructions(): string {
    return XML_FORMAT_INSTRUCTIONS.replace("{tags}", () => this.#tags?.join(", ") ?? "{tags}");
  }

  protected override stage(run: Run): StreamStage {
    return new TextReaderStage(run, { reader: new XmlReader(), diff: this.diff });
  }
}

/** The first XML element in a model's text. @throws OutputParserException with the text, if it has none that is complete */
export function parseXMLMarkdown(text: string): XMLResult {
  const reader = new XmlReader();
  reader.read(text);
  return reader.finish() as XMLResult;
}
