import type { BaseMessage } from "../messages/base-message.js";
import { childConfig } from "../runnables/child-config.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import type { Runnable } from "../runnables/runnable.js";
import type { Run } from "../runs/run.js";
import type { BaseLanguageModelInput } from "./language-model-input.js";
import { StructuredOutputError } from "./structured-output-error.js";
import type { StructuredOutputParser } from "./structured-output-parser.js";
import { anyOf } from "../runnables/schemas/combine-schemas.js";
import { objectOf } from "../runnables/schemas/object-of.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { inputSchemaOf, outputSchemaOf } from "../runnables/schemas/runnable-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

type Output<TOutput> = Partial<{ raw: BaseMessage; parsed: TOutput | null }>;

/** A model and the parser of its answer, with both of what they give. Streamed: the message's pieces, then the value. */
export class RawAndParsed<TOutput> extends HeardRunnable<BaseLanguageModelInput, Output<TOutput>> {
  override lc_namespace = ["earshot", "language_models"];
  readonly #model: Runnable<BaseLanguageModelInput, BaseMessage>;
  readonly #parser: StructuredOutputParser<TOutput>;

  constructor(model: Runnable<BaseLanguageModelInput, BaseMessage>, parser: StructuredOutputParser<TOutput>) {
    super();
    this.#model = model;
    this.#parser = parser;
  }

  static override lc_name(): string {
    return "StructuredOutputRunnable";
  }

  [endSchemas](): EndSchemas {
    return {
      input: (wanted) => inputSchemaOf(this.#model as Runnable, wanted),
      output: (given) => {
        const parsed = outputSchemaOf(this.#parser as unknown as Runnable, valueSchemas.aiMessage);
        return objectOf({
          raw: outputSchemaOf(this.#model as Runnable, given),
          parsed: anyOf([parsed, { type: "null" }]),
        });
      },
    };
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override async execute(input: BaseLanguageModelInput, run: Run): Promise<Output<TOutput>> {
    const raw = await this.#model.invoke(input, childConfig(run));
    return { raw, parsed: await this.#parse(raw, run) };
  }

  protected override async *chunks(
    input: BaseLanguageModelInput,
    run: Run,
  ): AsyncGenerator<Output<TOutput>, undefined> {
    const whole = new ChunkAccumulator();
    for await (const chunk of await this.#model.stream(input, childConfig(run))) {
      whole.add(chunk);
      yield { raw: chunk };
    }
    yield { parsed: await this.#parse(whole.value as BaseMessage, run) };
    return undefined;
  }

  async #parse(raw: BaseMessage, run: Run): Promise<TOutput | null> {
    try {
      return await this.#parser.invoke(raw, childConfig(run));
    } catch (error) {
      if (error instanceof StructuredOutputError) return null;
      throw error;
    }
  }
}
