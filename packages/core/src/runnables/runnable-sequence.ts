import { eventTable } from "../events/event-table.js";
import { noTags } from "../context/tags.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { isThenable } from "../util/is-thenable.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { coerceToRunnable } from "./coerce-to-runnable.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import type { ComposedOutput, OutputOf } from "./output-of.js";
import { PassStage } from "./pass-stage.js";
import type { Runnable } from "./runnable.js";
import type { RunnableShape, Composable, RunnableLike } from "./runnable-like.js";
import { Step } from "./step.js";
import { TappedStream } from "./tapped-stream.js";

/** What a sequence is made of. */
export interface RunnableSequenceFields extends HeardRunnableFields {
  first: Runnable;
  middle?: Runnable[];
  last: Runnable;
  /** True: the steps' runs go without their `seq:step:N` tags. */
  omitSequenceTags?: boolean;
}

/**
 * Runnables in a row, each given what the one before it gave. Streams as far as its steps can: a step that needs all of its input
 * waits for it, and what follows streams on.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * const chain = RunnableLambda.from((n: number) => n + 1).pipe((n: number) => `${n}!`);
 * console.log(await chain.invoke(1)); // => 2!
 * ```
 */
export class RunnableSequence<TInput = unknown, TOutput = unknown> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly steps: readonly Runnable[];
  readonly omitSequenceTags: boolean;
  readonly #steps: readonly Step[];

  constructor(fields: RunnableSequenceFields) {
    const { first, middle, last, name, omitSequenceTags = false, callbacks, tags, metadata } = fields;
    super({ first, ...(middle && { middle }), last, name });
    this.steps = [first, ...(middle ?? []), last];
    if (name !== undefined) this.name = name;
    this.callbacks = callbacks;
    this.tags = tags;
    this.metadata = metadata;
    this.omitSequenceTags = omitSequenceTags;
    this.#steps = this.steps.map(
      (step, index) => new Step(step, omitSequenceTags ? noTags : Object.freeze([`seq:step:${index + 1}`])),
    );
  }

  static override lc_name(): string {
    return "RunnableSequence";
  }

  /** A sequence of anything that can be taken as a runnable. */
  static from<TInput, TOutput = unknown>(
    steps: readonly [Composable<TInput>, ...Composable<never>[], RunnableLike<never, TOutput>],
    fields?: string | { readonly name?: string; readonly omitSequenceTags?: boolean },
  ): RunnableSequence<TInput, OutputOf<TOutput>> {
    const [first, ...rest] = steps.map(coerceToRunnable) as [Runnable, ...Runnable[]];
    const options = typeof fields === "string" ? { name: fields } : fields;
    return new RunnableSequence({ ...options, first, middle: rest.slice(0, -1), last: coerceToRunnable(rest.at(-1)) });
  }

  static isRunnableSequence(value: unknown): value is RunnableSequence {
    return value instanceof RunnableSequence;
  }

  get first(): Runnable {
    return this.steps[0] as Runnable;
  }

  get middle(): readonly Runnable[] {
    return this.steps.slice(1, -1);
  }

  get last(): Runnable {
    return this.steps[this.steps.length - 1] as Runnable;
  }

  /** A longer sequence, with all that this one was given; this one stays as it is. */
  override pipe<TNext>(next: RunnableShape<TOutput, TNext>): RunnableSequence<TInput, TNext>;
  override pipe<TNext>(next: TNext & Composable<TOutput>): RunnableSequence<TInput, ComposedOutput<TNext>>;
  override pipe<TNext>(next: TNext & Composable<TOutput>): RunnableSequence<TInput, ComposedOutput<TNext>> {
    const runnable = coerceToRunnable(next);
    const following = RunnableSequence.isRunnableSequence(runnable) ? runnable.steps : [runnable];
    const [first, ...rest] = [...this.steps, ...following] as [Runnable, ...Runnable[]];
    const { name, omitSequenceTags, callbacks, tags, metadata } = this;
    const given = {
      ...(name !== undefined && { name }),
      omitSequenceTags,
      ...(callbacks && { callbacks }),
      ...(tags && { tags }),
      ...(metadata && { metadata }),
    };
    return new RunnableSequence({ ...given, first, middle: rest.slice(0, -1), last: rest.at(-1) as Runnable });
  }

  /** LangChain leaves a sequence's runs without a name of their own. */
  protected override get runName(): string | undefined {
    return this.name;
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    return this.#runSteps(input, run, 0);
  }

  /** Stays synchronous until a step is not. */
  #runSteps(input: unknown, run: Run, from: number): MaybePromise<TOutput> {
    let value = input;
    for (let index = from; index < this.#steps.length; index++) {
      run.throwIfEnded();
      const output = (this.#steps[index] as Step).invoke(value, run);
      if (isThenable(output)) {
        if (index === this.#steps.length - 1) return output as Promise<TOutput>;
        return (output as Promise<unknown>).then((awaited) => this.#runSteps(awaited, run, index + 1));
      }
      value = output;
    }
    return value as TOutput;
  }

  protected override openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () => this.#streamSteps({ value: input }, run));
  }

  override get extendsStreams(): boolean {
    return (this.#steps[0] as Step).extendsStreams;
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    const inputs = run.hears(eventTable.chainEnd) ? new ChunkAccumulator() : undefined;
    return hold(run, this.startDeferred(run), () =>
      this.#streamSteps({ pipe: inputs ? new StreamPipe(new TappedStream(pipe, inputs)) : pipe }, run, inputs),
    );
  }

  /** Steps are invoked as long as they have nothing to stream; from then on each is put behind the stream of the one before. */
  async #streamSteps(fed: Fed, run: Run, inputs?: ChunkAccumulator): Promise<StreamPipe> {
    let { value, pipe } = fed;
    for (const [index, step] of this.#steps.entries()) {
      run.throwIfEnded();
      if (pipe !== undefined) pipe = await step.extend(pipe, run);
      else if (index === this.#steps.length - 1 || step.streamsOutput) pipe = await step.stream(value, run);
      else value = await step.invoke(value, run);
    }
    return (pipe as StreamPipe).add(new PassStage(run, inputs));
  }
}

/** What a sequence's first step is given: a whole value, or a stream. */
interface Fed {
  readonly value?: unknown;
  readonly pipe?: StreamPipe;
}
