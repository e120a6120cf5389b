import type { BaseMessage } from "../../messages/base-message.js";
import { parsePartialJson } from "../../messages/parse-partial-json.js";
import type { ChatGeneration, Generation } from "../../outputs/generation.js";
import { wholeSoFar } from "../../runnables/whole-so-far.js";
import {
  BaseCumulativeTransformOutputParser,
  type BaseCumulativeTransformOutputParserInput,
} from "../base-cumulative-transform-output-parser.js";
import { generationOf } from "../base-llm-output-parser.js";
import type { OutputParserInput } from "../base-output-parser.js";
import { IncrementalJson } from "../json/incremental-json.js";
import { invalidArguments } from "../openai-tools/tool-calls-reader.js";
import { type FunctionCall, functionCallOf } from "./function-call-of.js";
import type { OutputFunctionsParserFields } from "./output-functions-parser.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

export type JsonOutputFunctionsParserFields = OutputFunctionsParserFields & BaseCumulativeTransformOutputParserInput;

/**
 * The arguments of a function call, parsed. Streamed, each chunk is what there is of them so far.
 *
 * @throws OutputParserException if the answer has no call, or its arguments are cut off or no JSON
 */
export class JsonOutputFunctionsParser<
  TOutput extends object = Record<string, unknown>,
> extends BaseCumulativeTransformOutputParser<TOutput> {
  override lc_namespace = ["langchain", "output_parsers", "openai_functions"];
  readonly argsOnly: boolean;

  constructor(fields?: JsonOutputFunctionsParserFields) {
    super(fields);
    this.argsOnly = fields?.argsOnly ?? true;
  }

  static override lc_name(): string {
    return "JsonOutputFunctionsParser";
  }

  [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.message, output: () => valueSchemas.dictionary };
  }

  /** A text has no call. @throws OutputParserException */
  override parse(text: string): TOutput {
    return this.parseResult([{ text }]);
  }

  /** What the parser makes of an answer, which has to be a chat model's. */
  parseResult(generations: readonly (Generation | ChatGeneration)[]): TOutput {
    const call = functionCallOf(generations);
    try {
      return this.#made(call, JSON.parse(call.arguments ?? ""));
    } catch (cause) {
      throw invalidArguments(call.name ?? "", call.arguments ?? "", cause);
    }
  }

  override parsePartialResult(generations: readonly (Generation | ChatGeneration)[]): TOutput | undefined {
    const call = functionCallOf(generations);
    return this.#made(call, parsePartialJson(call.arguments ?? ""));
  }

  override async *_transform(input: AsyncGenerator<OutputParserInput>): AsyncGenerator<TOutput, void> {
    const json = new IncrementalJson();
    let previous: TOutput | undefined;
    const whole = { name: "", arguments: "" };
    for await (const chunk of input) {
      const call = (chunk as BaseMessage).additional_kwargs?.["function_call"] as FunctionCall | undefined;
      if (call === undefined) continue;
      whole.name += call.name ?? "";
      whole.arguments += call.arguments ?? "";
      json.read(call.arguments ?? "");
      if (!json.hasChanged && (this.argsOnly || previous !== undefined)) continue;
      const next = this.#made(whole, json.show());
      if (next === undefined) continue;
      yield this.diff ? (this._diff(previous ?? ({} as TOutput), next) as TOutput) : wholeSoFar(next);
      previous = next;
    }
    if (json.state !== "complete") throw invalidArguments(whole.name, whole.arguments);
  }

  protected override execute(input: OutputParserInput): TOutput {
    return this.parseResult([generationOf(input)]);
  }

  #made({ name }: FunctionCall, args: unknown): TOutput {
    return (this.argsOnly ? args : { name, arguments: args ?? null }) as TOutput;
  }
}
