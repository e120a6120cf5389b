import type { AIMessage } from "../../messages/ai-message.js";
import type { ToolCall } from "../../messages/tool-call.js";
import type { ChatGeneration, Generation } from "../../outputs/generation.js";
import type { MaybePromise } from "../../runs/maybe-promise.js";
import type { Run } from "../../runs/run.js";
import type { StreamStage } from "../../runs/stream-stage.js";
import {
  BaseCumulativeTransformOutputParser,
  type BaseCumulativeTransformOutputParserInput,
} from "../base-cumulative-transform-output-parser.js";
import { generationOf } from "../base-llm-output-parser.js";
import type { OutputParserInput } from "../base-output-parser.js";
import { OutputParserException } from "../output-parser-exception.js";
import { type ParsedToolCall, toParsedToolCall } from "./parsed-tool-call.js";
import { invalidArguments } from "./tool-calls-reader.js";
import { type ToolCallsMapping, ToolCallsStage } from "./tool-calls-stage.js";
import { objectOf } from "../../runnables/schemas/object-of.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

export interface JsonOutputToolsParserParams extends BaseCumulativeTransformOutputParserInput {
  /** True: each call comes with its id. */
  returnId?: boolean;
}

/**
 * The calls of tools in a model's message. Streamed, each chunk has all calls so far, as far as their arguments can be told; a chunk never
 * changes afterwards.
 *
 * @throws OutputParserException with the arguments, if those of a call are cut off or no JSON object; with the text, if it isn't given a message
 * @example
 * ```ts
 * import { AIMessage } from "@earshot/core/messages";
 * import { JsonOutputToolsParser } from "@earshot/core/output_parsers/openai_tools";
 *
 * const message = new AIMessage({ content: "", tool_calls: [{ name: "add", args: { a: 1 }, id: "call_1" }] });
 * console.log(await new JsonOutputToolsParser().invoke(message)); // => [ { type: 'add', args: { a: 1 } } ]
 * ```
 */
export class JsonOutputToolsParser<TOutput = ParsedToolCall[]> extends BaseCumulativeTransformOutputParser<TOutput> {
  override lc_namespace = ["langchain", "output_parsers", "openai_tools"];
  readonly returnId: boolean;

  constructor(fields?: JsonOutputToolsParserParams) {
    super(fields);
    this.returnId = fields?.returnId ?? false;
  }

  static override lc_name(): string {
    return "JsonOutputToolsParser";
  }

  [endSchemas](): EndSchemas {
    return {
      input: () => valueSchemas.message,
      output: () => ({ type: "array", items: objectOf({ type: valueSchemas.text, args: valueSchemas.dictionary }) }),
    };
  }

  /** A text has no calls. @throws OutputParserException */
  override parse(text: string): TOutput {
    throw new OutputParserException(
      `${this.getName()} reads a message's tool calls, and was given a text. Put it right behind a chat model.`,
      text,
    );
  }

  /** What the parser makes of an answer, which has to be a chat model's. */
  parseResult(generations: readonly (Generation | ChatGeneration)[]): MaybePromise<TOutput> {
    const generation = generations[0] as ChatGeneration | undefined;
    if (generation?.message === undefined) return this.parse(generation?.text ?? "");
    const { tool_calls = [], invalid_tool_calls = [] } = generation.message as AIMessage;
    for (const { name = "", args = "", error } of invalid_tool_calls) {
      if (this.calls.matters({ name, args: {} })) throw invalidArguments(name, args, error);
    }
    return this.calls.whole(tool_calls) as MaybePromise<TOutput>;
  }

  override parsePartialResult(generations: readonly (Generation | ChatGeneration)[]): TOutput | undefined {
    const message = (generations[0] as ChatGeneration | undefined)?.message as AIMessage | undefined;
    return this.calls.partial(message?.tool_calls ?? []) as TOutput | undefined;
  }

  /** How calls become what this parser hands on. */
  protected get calls(): ToolCallsMapping {
    const all = (calls: readonly ToolCall[]) => calls.map((call) => toParsedToolCall(call, this.returnId));
    return { partial: all, whole: all, matters: () => true };
  }

  protected override execute(input: OutputParserInput): MaybePromise<TOutput> {
    return this.parseResult([generationOf(input)]);
  }

  protected override stage(run: Run): StreamStage {
    return new ToolCallsStage(run, this.calls);
  }
}
