import type { RunnableConfig } from "../context/run-config.js";
import { eventTable } from "../events/event-table.js";
import type { Handler } from "../events/handler.js";
import type { Serialized } from "../load/serialized.js";
import { execute, hold } from "../runs/execute.js";
import { promiseOf, type MaybePromise } from "../runs/maybe-promise.js";
import { start } from "../runs/start.js";
import { configOf } from "../runs/child-config.js";
import { openChildRun, openRun } from "../runs/open-run.js";
import type { Run } from "../runs/run.js";
import type { RunSpec } from "../runs/run-spec.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import type { StreamStage } from "../runs/stream-stage.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { PassStage } from "./pass-stage.js";
import { readable, Runnable } from "./runnable.js";
import { runnableFactory } from "./runnable-factories.js";

/** What a heard runnable's own runs carry. */
export interface HeardRunnableFields {
  name?: string;
  /** Hear this object's own runs, and nothing below them. */
  callbacks?: readonly Handler[];
  tags?: readonly string[];
  metadata?: Readonly<Record<string, unknown>>;
  /** True: a `ConsoleCallbackHandler` hears this object's own runs. */
  verbose?: boolean;
}

/**
 * A runnable that is a run of its own: it starts, ends once whatever happens, and is heard. A subclass says what it does in `execute`,
 * and in `chunks` or `stage` if it can stream.
 *
 * @example
 * ```ts
 * import { HeardRunnable } from "@earshot/core/runnables";
 *
 * class Shout extends HeardRunnable<string, string> {
 *   lc_namespace = ["example"];
 *   protected override execute(input: string) {
 *     return input.toUpperCase();
 *   }
 * }
 * console.log(await new Shout().invoke("hey")); // => HEY
 * ```
 */
export abstract class HeardRunnable<
  TInput = unknown,
  TOutput = unknown,
  TConfig extends RunnableConfig = RunnableConfig,
> extends Runnable<TInput, TOutput, TConfig> {
  declare callbacks?: readonly Handler[] | undefined;
  declare tags?: readonly string[] | undefined;
  declare metadata?: Readonly<Record<string, unknown>> | undefined;
  declare verbose?: boolean | undefined;
  declare private ownSpec: RunSpec | undefined;

  /** The work itself. What it invokes with `childConfig(run)` belongs below the run. */
  protected abstract execute(input: TInput, run: Run): MaybePromise<TOutput>;

  /** The output piece by piece; by default the whole of it at once. */
  protected async *chunks(input: TInput, run: Run): AsyncGenerator<TOutput, undefined> {
    yield await this.execute(input, run);
    return undefined;
  }

  /** For a runnable that turns chunks into chunks as they come: what it does with each. */
  protected stage?(run: Run): StreamStage;

  /** What LangChain's methods are told of a run of this: see `RunSpec`. */
  protected get runType(): string | undefined {
    return undefined;
  }

  /** The name that LangChain's methods are given when no config names the run; LangChain leaves some kinds without. */
  protected get runName(): string | undefined {
    return this.getName();
  }

  override invoke(input: TInput, config?: Partial<TConfig>): Promise<TOutput> {
    return promiseOf(() => this.invokeRun(input, openRun(this.specFor(config), config)));
  }

  override stream(input: TInput, config?: Partial<TConfig>): Promise<IterableReadableStream<TOutput>> {
    return promiseOf(() => this.openStream(input, openRun(this.specFor(config), config))).then((pipe) =>
      readable<TOutput>(pipe),
    );
  }

  override async *transform(input: AsyncIterable<TInput>, config?: Partial<TConfig>): AsyncGenerator<TOutput> {
    if (!this.extendsStreams) return yield* super.transform(input, config);
    const pipe = new StreamPipe(input[Symbol.asyncIterator]());
    await this.extendStream(pipe, openRun(this.specFor(config), config));
    yield* await readable<TOutput>(pipe);
  }

  /** @internal As a step of `parent`, without a config between them. */
  invokeBelow(input: TInput, parent: Run, tags: readonly string[]): MaybePromise<TOutput> {
    return this.invokeRun(input, openChildRun(this.specFor(configOf(parent)), parent, tags));
  }

  /** @internal The stream of this step of `parent`. */
  streamBelow(input: TInput, parent: Run, tags: readonly string[]): MaybePromise<StreamPipe> {
    return this.openStream(input, openChildRun(this.specFor(configOf(parent)), parent, tags));
  }

  /** @internal Puts this step of `parent` behind the stream that feeds it. Only for one that {@link extendsStreams}. */
  extendBelow(pipe: StreamPipe, parent: Run, tags: readonly string[]): MaybePromise<StreamPipe> {
    return this.extendStream(pipe, openChildRun(this.specFor(configOf(parent)), parent, tags));
  }

  /** @internal True if it takes its input chunk by chunk; otherwise it is given the whole. */
  get extendsStreams(): boolean {
    return this.stage !== undefined;
  }

  /** @internal True if its output may come in pieces. */
  get streamsOutput(): boolean {
    return false;
  }

  /** Describes the runs of this object. What may change has to be a getter: by default it is asked once. */
  protected specFor(_config: RunnableConfig | undefined): RunSpec {
    if (this.ownSpec !== undefined) return this.ownSpec;
    const value = new RunnableRunSpec(this as unknown as DescribedRunnable);
    Object.defineProperty(this, "ownSpec", { value }); // not enumerable: nobody's business who prints the runnable
    return value;
  }

  protected invokeRun(input: TInput, run: Run): MaybePromise<TOutput> {
    run.inputs = input;
    return execute(run, this.startChain(run, input), () => this.execute(input, run));
  }

  protected openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () =>
      new StreamPipe(this.chunks(input, run)).add(new PassStage(run)),
    );
  }

  /** The run is fed by a stream: its inputs are known at its end. */
  protected extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    return hold(run, this.startDeferred(run), () => pipe.add((this.stage as NonNullable<typeof this.stage>)(run)));
  }

  protected startDeferred(run: Run): Promise<void> | undefined {
    run.defersInputs = true;
    return start(run, eventTable.chainStart, { inputs: "", defersInputs: true });
  }

  protected startChain(run: Run, inputs: unknown): Promise<void> | undefined {
    return start(run, eventTable.chainStart, { inputs });
  }
}

/** The parts of a runnable that its runs are described by. */
interface DescribedRunnable {
  readonly runType: string | undefined;
  readonly runName: string | undefined;
  readonly callbacks: readonly Handler[] | undefined;
  readonly verbose?: boolean | undefined;
  readonly tags: readonly string[] | undefined;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  getName(): string;
  toJSON(): Serialized;
}

/** Reads what holds for the runnable at the time of the run. */
class RunnableRunSpec implements RunSpec {
  readonly kind = "chain";
  private readonly runnable: DescribedRunnable;
  private ownSerialized: Serialized | undefined;

  constructor(runnable: DescribedRunnable) {
    this.runnable = runnable;
  }

  get name(): string {
    return this.runnable.getName();
  }

  get runName(): string | undefined {
    return this.runnable.runName;
  }

  get runType(): string | undefined {
    return this.runnable.runType;
  }

  get callbacks(): readonly Handler[] | undefined {
    return callbacksOf(this.runnable);
  }

  get tags(): readonly string[] | undefined {
    return this.runnable.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> | undefined {
    return this.runnable.metadata;
  }

  /** As the runnable was when it was first heard: making it anew for each event would cost as much as all the rest of a run. */
  get serialized(): Serialized {
    return (this.ownSerialized ??= Object.freeze(this.runnable.toJSON()));
  }
}

/** An object's own handlers, and one that prints if it is `verbose`. */
export function callbacksOf({
  callbacks,
  verbose,
}: {
  readonly callbacks?: readonly Handler[] | undefined;
  readonly verbose?: boolean | undefined;
}): readonly Handler[] | undefined {
  return verbose === true ? [...(callbacks ?? []), runnableFactory("verbose")()] : callbacks;
}
