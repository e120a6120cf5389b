import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { MessageChunkAccumulator } from "../messages/message-chunk-accumulator.js";
import type { ChatGeneration, Generation } from "../outputs/generation.js";
import { wholeSoFar } from "../runnables/whole-so-far.js";
import { textOfInput, type OutputParserInput } from "./base-output-parser.js";
import { BaseTransformOutputParser } from "./base-transform-output-parser.js";
import { compareJson, type JsonPatchOperation } from "../util/compare-json.js";

export interface BaseCumulativeTransformOutputParserInput {
  /** Streams what has changed, as JSON Patch (RFC 6902), in place of the whole so far. */
  diff?: boolean;
}

/**
 * The base of parsers of which each streamed chunk is all there is so far: `parsePartialResult` is given the text, or the message, as far
 * as it came, and what it makes of it is handed on if it is something else than before.
 */
export abstract class BaseCumulativeTransformOutputParser<
  TOutput = unknown,
> extends BaseTransformOutputParser<TOutput> {
  protected readonly diff: boolean;

  constructor(fields?: BaseCumulativeTransformOutputParserInput) {
    super(fields);
    this.diff = fields?.diff ?? false;
  }

  /** What can be told of an answer that is not complete; `undefined` if nothing can. */
  abstract parsePartialResult(
    generations: readonly (Generation | ChatGeneration)[],
  ): TOutput | undefined | Promise<TOutput | undefined>;

  /** What `diff` hands on: by default, the JSON Patch from one result to the next. */
  protected _diff(previous: TOutput | undefined, next: TOutput): unknown {
    return compareJson(previous, next);
  }

  override async *_transform(input: AsyncGenerator<OutputParserInput>): AsyncGenerator<TOutput, void> {
    const soFar = new GenerationSoFar();
    let previous: TOutput | undefined;
    for await (const chunk of input) {
      const parsed = await this.parsePartialResult([soFar.add(chunk)]);
      if (parsed === undefined || parsed === null || isSame(previous, parsed)) continue;
      const shown = this.diff ? this._diff(previous, parsed) : wholeSoFar(parsed);
      previous = parsed;
      yield shown as TOutput;
    }
  }
}

function isSame(previous: unknown, next: unknown): boolean {
  if (previous === undefined || typeof next !== "object") return previous === next;
  const operations: JsonPatchOperation[] = compareJson(previous, next);
  return operations.length === 0;
}

/** The answer as far as it came, as a generation. */
class GenerationSoFar {
  readonly #message = new MessageChunkAccumulator();
  #text = "";

  add(chunk: OutputParserInput): Generation | ChatGeneration {
    if (chunk instanceof AIMessageChunk) {
      this.#message.add(chunk);
      return { text: this.#message.text, message: this.#message.toChunk() };
    }
    this.#text += textOfInput(chunk);
    return typeof chunk === "string" ? { text: this.#text } : { text: this.#text, message: chunk };
  }
}
