import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { wholeSoFar } from "../runnables/whole-so-far.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import { PassStage } from "../runnables/pass-stage.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { parseWithSchema } from "../schema/parse-with-schema.js";
import { SchemaError } from "../schema/schema-error.js";
import type { Schema } from "../schema/schema.js";
import type { StructuredAnswer } from "./structured-answer.js";
import { StructuredOutputError } from "./structured-output-error.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { schemaOf } from "../runnables/schemas/schema-of.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/**
 * Reads the value out of a model's answer and lets its schema check it. Fed by a stream it gives what there is of the value as it comes,
 * unchecked, each piece in place of the one before; the last is the value itself.
 */
export class StructuredOutputParser<TOutput> extends HeardRunnable<BaseMessage, TOutput> {
  override lc_namespace = ["earshot", "language_models"];
  readonly #answer: StructuredAnswer;
  readonly #schema: Schema;

  constructor(answer: StructuredAnswer, schema: Schema) {
    super();
    this.#answer = answer;
    this.#schema = schema;
  }

  static override lc_name(): string {
    return "StructuredOutputParser";
  }

  protected override get runType(): string {
    return "parser";
  }

  [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.message, output: () => schemaOf(this.#schema, "output") };
  }

  override get extendsStreams(): boolean {
    return true;
  }

  protected override execute(message: BaseMessage): MaybePromise<TOutput> {
    const value = this.#answer.read(message);
    const explain = (error: unknown): never => {
      if (!(error instanceof SchemaError)) throw error;
      throw new StructuredOutputError(error.message, { raw: message, cause: error });
    };
    try {
      const output = parseWithSchema(this.#schema, value, "The model's output") as MaybePromise<TOutput>;
      return output instanceof Promise ? output.catch(explain) : output;
    } catch (error) {
      return explain(error);
    }
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    const message = new ChunkAccumulator();
    return hold(run, this.startDeferred(run), () =>
      new StreamPipe(this.#pieces(pipe, message)).add(new PassStage(run, message)),
    );
  }

  async *#pieces(pipe: StreamPipe, message: ChunkAccumulator): AsyncGenerator<unknown> {
    const read = this.#answer.startReading();
    for await (const chunk of pipe) {
      message.add(chunk);
      const partial = read(chunk as AIMessageChunk);
      if (typeof partial === "object" && partial !== null) yield wholeSoFar(partial);
    }
    yield wholeSoFar((await this.execute(message.value as BaseMessage)) as object);
  }
}
