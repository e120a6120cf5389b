import type { CallbackManagerForToolRun } from "../callbacks/callback-manager-for-tool-run.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { ToolCall } from "../messages/tool-call.js";
import type { ToolMessage } from "../messages/tool-message.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import { mergeConfigs } from "../runnables/merge-configs.js";
import { execute } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import type { RunSpec } from "../runs/run-spec.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import type { InputOfSchema, OutputOfSchema, Schema } from "../schema/schema.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import type { ToolParams, ToolResult } from "./tool-fields.js";
import { ToolInvocation, type InvokedTool } from "./tool-invocation.js";
import type { ResponseFormat, ToolAnswerOf } from "./tool-output.js";
import { ToolRunSpec, type DescribedTool } from "./tool-run-spec.js";
import type { ToolRunnableConfig } from "./tool-runnable-config.js";
import type { StructuredToolCallInput } from "./tool-schema.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { schemaOf } from "../runnables/schemas/schema-of.js";

/**
 * The base of tools: work that a model may ask for, with arguments that a schema describes.
 *
 * A class of its own has `name`, `description` and `schema`, and does its work in `_call`. Invoked with arguments it gives its output, invoked
 * with a model's call a `ToolMessage` that answers it. Its run starts with the arguments as the schema makes them, and ends once; input that
 * doesn't fit is heard as a run that fails.
 *
 * @throws ToolInputParsingException for input that the schema doesn't let through; from `invoke`, as whatever `_call` throws
 * @example
 * ```ts
 * import { StructuredTool } from "@earshot/core/tools";
 *
 * class Repeat extends StructuredTool {
 *   name = "repeat";
 *   description = "Repeats a text.";
 *   schema = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
 *   protected async _call({ text }: { text: string }) {
 *     return `${text} ${text}`;
 *   }
 * }
 * console.log(await new Repeat().invoke({ text: "hey" })); // => hey hey
 * ```
 */
export abstract class StructuredTool<
  TSchema = Schema,
  TArgs = OutputOfSchema<TSchema>,
  TInput = InputOfSchema<TSchema>,
  TOutput = unknown,
  TEvent = unknown,
> extends HeardRunnable<StructuredToolCallInput<TSchema, TInput>, TOutput | ToolMessage, ToolRunnableConfig> {
  /** What a model calls it by. */
  abstract override name: string;
  /** What a model is told it does. */
  abstract description: string;
  abstract schema: TSchema;
  /** Tells an agent to stop and give the tool's output as its own. */
  returnDirect = false;
  verboseParsingErrors: boolean;
  responseFormat: ResponseFormat;
  defaultConfig: ToolRunnableConfig | undefined;
  extras: Readonly<Record<string, unknown>> | undefined;
  #spec: RunSpec | undefined = undefined;

  constructor(fields: ToolParams = {}) {
    super(fields);
    this.callbacks = fields.callbacks;
    if (fields.verbose !== undefined) this.verbose = fields.verbose;
    this.tags = fields.tags;
    this.metadata = fields.metadata;
    this.verboseParsingErrors = fields.verboseParsingErrors ?? false;
    this.responseFormat = fields.responseFormat ?? "content";
    this.defaultConfig = fields.defaultConfig;
    this.extras = fields.extras;
  }

  override get lc_namespace(): string[] {
    return ["langchain", "tools"];
  }

  /**
   * The work: a value, now or later, or a generator. What a generator yields is heard as it comes (`handleToolEvent`), what it returns is the
   * output.
   *
   * @param runManager is there only if somebody listens
   * @param config what is invoked with it belongs below the tool's run; its `signal` tells when to stop
   */
  protected abstract _call(
    args: TArgs,
    runManager?: CallbackManagerForToolRun,
    config?: ToolRunnableConfig,
  ): ToolResult<TOutput, TEvent>;

  /** A model's call is answered with a message, unless the tool returns one itself. A call without an id gives the output. */
  override invoke(input: ToolCall, config?: Partial<ToolRunnableConfig>): Promise<ToolAnswerOf<TOutput>>;
  override invoke(
    input: TInput,
    config: Partial<ToolRunnableConfig> & { toolCall: ToolCall & { id: string } },
  ): Promise<ToolAnswerOf<TOutput>>;
  override invoke(input: TInput, config?: Partial<ToolRunnableConfig> & { toolCall?: undefined }): Promise<TOutput>;
  override invoke(
    input: StructuredToolCallInput<TSchema, TInput>,
    config?: Partial<ToolRunnableConfig>,
  ): Promise<TOutput | ToolMessage>;
  override invoke(
    input: StructuredToolCallInput<TSchema, TInput>,
    config?: Partial<ToolRunnableConfig>,
  ): Promise<unknown> {
    return super.invoke(input, this.#withDefaults(config));
  }

  /** The output as one chunk: what a generator yields is told to handlers, and is no part of it. */
  override stream(
    input: StructuredToolCallInput<TSchema, TInput>,
    config?: Partial<ToolRunnableConfig>,
  ): Promise<IterableReadableStream<TOutput | ToolMessage>> {
    return super.stream(input, this.#withDefaults(config));
  }

  [endSchemas](): EndSchemas {
    return { input: () => schemaOf(this.schema as Schema, "input") };
  }

  /** LangChain leaves the runs of a class of one's own without a name. */
  protected override get runName(): string | undefined {
    return undefined;
  }

  protected override specFor(_config: RunnableConfig | undefined): RunSpec {
    return (this.#spec ??= new ToolRunSpec(this as unknown as DescribedTool));
  }

  protected override execute(): never {
    throw new TypeError("A tool's runs are opened and ended by a ToolInvocation."); // never called
  }

  protected override invokeRun(
    input: StructuredToolCallInput<TSchema, TInput>,
    run: Run,
  ): MaybePromise<TOutput | ToolMessage> {
    const invocation = new ToolInvocation(this as unknown as InvokedTool, run, input);
    return execute(run, invocation.start(), () => invocation.answer() as MaybePromise<TOutput>);
  }

  protected override openStream(input: StructuredToolCallInput<TSchema, TInput>, run: Run): StreamPipe {
    return new StreamPipe(once(() => this.invokeRun(input, run)));
  }

  /** As it came where there is nothing to add: a config says which run it belongs to. */
  #withDefaults(config: Partial<ToolRunnableConfig> | undefined): Partial<ToolRunnableConfig> | undefined {
    return this.defaultConfig === undefined ? config : mergeConfigs(this.defaultConfig, config);
  }
}

async function* once<TValue>(make: () => MaybePromise<TValue>): AsyncGenerator<TValue, undefined> {
  yield await make();
  return undefined;
}
