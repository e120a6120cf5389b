import type { RunnableConfig } from "../context/run-config.js";
import { ToolInputParsingException } from "../errors/tool-input-parsing-exception.js";
import { isToolCall } from "../messages/is-tool-call.js";
import type { ToolCall } from "../messages/tool-call.js";
import { parseWithSchema } from "../schema/parse-with-schema.js";
import type { OutputOfSchema, Schema } from "../schema/schema.js";
import { SchemaError } from "../schema/schema-error.js";
import { Runnable } from "./runnable.js";
import { RunnableBinding } from "./runnable-binding.js";
import { RunnableLambda } from "./runnable-lambda.js";
import { RunnableSequence } from "./runnable-sequence.js";
import type { RunnableToolFields } from "./runnable-tool-fields.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import { schemaOf } from "./schemas/schema-of.js";

/** What a `RunnableToolLike` is made of. */
export interface RunnableToolLikeFields<TSchema = Schema> extends RunnableToolFields<TSchema> {
  name: string;
  bound: Runnable;
  config?: RunnableConfig;
}

/**
 * A runnable that a model can be told of as a tool: see {@link Runnable.asTool}. Called with a model's call, its arguments are parsed by the
 * schema; any other input goes to the runnable as it is. It answers with the runnable's own output.
 */
export class RunnableToolLike<TSchema = Schema, TOutput = unknown> extends RunnableBinding<
  OutputOfSchema<TSchema> | ToolCall,
  TOutput
> {
  override name: string;
  readonly description: string | undefined;
  readonly schema: TSchema;

  constructor({ name, description, schema, bound, config }: RunnableToolLikeFields<TSchema>) {
    const parse = RunnableLambda.from((input: unknown) => argumentsOf(name, schema as Schema, input));
    const sequence = new RunnableSequence({
      first: parse.withConfig({ runName: `${name}:parse_input` }) as unknown as Runnable,
      middle: [],
      last: bound,
    });
    super({
      bound: sequence as unknown as Runnable<OutputOfSchema<TSchema> | ToolCall, TOutput>,
      config: { ...config, runName: name },
    });
    this.name = name;
    this.description = description;
    this.schema = schema;
  }

  static override lc_name(): string {
    return "RunnableToolLike";
  }

  [endSchemas](): EndSchemas {
    return { input: () => schemaOf(this.schema as Schema, "input") };
  }
}

/** True for what `asTool` makes, of any copy of the package. */
export function isRunnableToolLike(value: unknown): value is RunnableToolLike {
  if (!Runnable.isRunnable(value)) return false;
  const { lc_name: nameOf } = value.constructor as { lc_name?: () => string };
  return typeof nameOf === "function" && nameOf.call(value.constructor) === "RunnableToolLike";
}

function argumentsOf(name: string, schema: Schema, input: unknown): unknown {
  if (!isToolCall(input)) return input;
  const refuse = (cause: unknown): never => {
    const message = cause instanceof Error ? cause.message : String(cause);
    const issues = cause instanceof SchemaError ? cause.issues : [{ path: "", message }];
    throw new ToolInputParsingException(name, { issues, input: input.args, cause });
  };
  try {
    const parsed = parseWithSchema(schema, input.args);
    return parsed instanceof Promise ? parsed.catch(refuse) : parsed;
  } catch (error) {
    return refuse(error);
  }
}
