import type { ToolCall } from "../../messages/tool-call.js";
import type { Schema } from "../../schema/schema.js";
import { isThenable } from "../../util/is-thenable.js";
import { checkParsed } from "../structured/parse-structured.js";
import { JsonOutputToolsParser, type JsonOutputToolsParserParams } from "./json-output-tools-parser.js";
import type { ToolCallsMapping } from "./tool-calls-stage.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { schemaOf } from "../../runnables/schemas/schema-of.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

export interface JsonOutputKeyToolsParserParams<TSchema extends Schema = Schema> extends JsonOutputToolsParserParams {
  /** The tool whose calls are wanted. */
  keyName: string;
  /** True: the arguments of the first call, in place of a list of all. */
  returnSingle?: boolean;
  /** What the arguments have to be, and are made by; LangChain's name for it, the schema may be anybody's. */
  zodSchema?: TSchema;
  /** The same. */
  serializableSchema?: TSchema;
}

/**
 * The arguments of one tool's calls; `undefined` if it wasn't called. What is streamed is not checked against the schema before it is
 * whole, and not transformed by it; an asynchronous schema checks nothing that is streamed.
 *
 * @throws OutputParserException with the arguments, if they are cut off, no JSON object, or not what the schema wants
 * @example
 * ```ts
 * import { AIMessage } from "@earshot/core/messages";
 * import { JsonOutputKeyToolsParser } from "@earshot/core/output_parsers/openai_tools";
 *
 * const message = new AIMessage({ content: "", tool_calls: [{ name: "add", args: { a: 1 }, id: "call_1" }] });
 * console.log(await new JsonOutputKeyToolsParser({ keyName: "add", returnSingle: true }).invoke(message)); // => { a: 1 }
 * ```
 */
export class JsonOutputKeyToolsParser<TOutput = Record<string, unknown>> extends JsonOutputToolsParser<TOutput> {
  readonly keyName: string;
  readonly returnSingle: boolean;
  readonly #schema: Schema | undefined;

  constructor(params: JsonOutputKeyToolsParserParams<Schema<SingleOf<TOutput>>>) {
    super(params);
    this.keyName = params.keyName;
    this.returnSingle = params.returnSingle ?? false;
    this.#schema = params.zodSchema ?? params.serializableSchema;
  }

  static override lc_name(): string {
    return "JsonOutputKeyToolsParser";
  }

  override [endSchemas](): EndSchemas {
    const args = this.#schema === undefined ? valueSchemas.dictionary : schemaOf(this.#schema, "output");
    return { ...super[endSchemas](), output: () => (this.returnSingle ? args : { type: "array", items: args }) };
  }

  protected override get calls(): ToolCallsMapping {
    const argsOf = (calls: readonly ToolCall[]) =>
      calls.filter(({ name }) => name === this.keyName).map(({ args }) => args);
    const take = (all: readonly unknown[]) => (this.returnSingle || all.length === 0 ? all[0] : all);
    return {
      partial: (calls) => take(argsOf(calls)),
      whole: (calls) => {
        const wanted = this.returnSingle ? argsOf(calls).slice(0, 1) : argsOf(calls);
        const checked = wanted.map((args) => this.#check(args));
        return checked.some(isThenable) ? Promise.all(checked).then(take) : take(checked);
      },
      matters: ({ name }) => name === this.keyName,
    };
  }

  #check(args: Record<string, unknown>): unknown {
    return this.#schema === undefined ? args : checkParsed(this.#schema, args, JSON.stringify(args));
  }
}

type SingleOf<TOutput> = TOutput extends readonly (infer TItem)[] ? TItem : TOutput;
