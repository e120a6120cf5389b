import { eventTable } from "../events/event-table.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import { promiseOf } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { isThenable } from "../util/is-thenable.js";
import { adoptFields } from "./adopt-fields.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { coerceToRunnable } from "./coerce-to-runnable.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import { MergedStreams } from "./merged-streams.js";
import type { OutputsOf } from "./output-of.js";
import { PassStage } from "./pass-stage.js";
import type { Runnable } from "./runnable.js";
import type { RunnableDictionary, RunnableMapLike } from "./runnable-like.js";
import { Step } from "./step.js";
import { StreamTee } from "./stream-tee.js";

/** What a map is made of. */
export interface RunnableMapFields<TInput, TOutput> extends HeardRunnableFields {
  steps: RunnableMapLike<TInput, TOutput>;
}

/**
 * Runnables side by side, all given the same input; the output has each one's output under its key. A stream brings the chunks of all of
 * them as they come, each as `{ key: chunk }`, and a stream that comes in is read by each at its own pace. One that fails cancels the others.
 *
 * The run of each is tagged `map:key:<key>`.
 *
 * @example
 * ```ts
 * import { RunnableMap } from "@earshot/core/runnables";
 *
 * const both = RunnableMap.from({ upper: (text: string) => text.toUpperCase(), length: (text: string) => text.length });
 * console.log(await both.invoke("abc")); // => { upper: 'ABC', length: 3 }
 * ```
 */
export class RunnableMap<
  TInput = unknown,
  TOutput extends Record<string, unknown> = Record<string, unknown>,
> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly steps: Readonly<Record<string, Runnable>>;
  readonly #branches: readonly Branch[];

  constructor(fields: RunnableMapFields<TInput, TOutput>) {
    const steps = Object.fromEntries(Object.entries(fields.steps).map(([key, step]) => [key, coerceToRunnable(step)]));
    super({ steps });
    this.steps = steps;
    this.#branches = Object.entries(steps).map(([key, runnable]) => ({
      key,
      step: new Step(runnable, Object.freeze([`map:key:${key}`])),
    }));
    adoptFields(this, fields);
  }

  static override lc_name(): string {
    return "RunnableMap";
  }

  /** A map of anything that can be taken as a runnable. */
  static from<TInput, TSteps extends RunnableDictionary<TInput> = RunnableDictionary<TInput>>(
    steps: TSteps & RunnableDictionary<TInput>,
  ): RunnableMap<TInput, OutputsOf<TSteps>> {
    return new RunnableMap<TInput, OutputsOf<TSteps>>({ steps: steps as never });
  }

  getStepsKeys(): string[] {
    return Object.keys(this.steps);
  }

  override get extendsStreams(): boolean {
    return true;
  }

  override get streamsOutput(): boolean {
    return true;
  }

  /** Stays synchronous if all of them do. Keys are in the order of the steps, whichever is done first. */
  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    const outputs: Record<string, unknown> = {};
    let pending: Promise<unknown>[] | undefined;
    try {
      for (const { key, step } of this.#branches) {
        run.throwIfEnded();
        const output = step.invoke(input, run);
        outputs[key] = output;
        if (isThenable(output))
          (pending ??= []).push(output.then((awaited) => (outputs[key] = awaited)) as Promise<unknown>);
      }
    } catch (error) {
      if (pending === undefined) throw error;
      pending.push(Promise.reject(error));
    }
    return pending === undefined ? (outputs as TOutput) : Promise.all(pending).then(() => outputs as TOutput);
  }

  protected override openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () =>
      this.#merge(run, (step) => step.stream(input, run)).add(new PassStage(run)),
    );
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    return hold(run, this.startDeferred(run), () => {
      const inputs = run.hears(eventTable.chainEnd) ? new ChunkAccumulator() : undefined;
      const tee = new StreamTee(pipe, inputs);
      const fed = this.#branches.map(() => new StreamPipe(tee.reader())).values();
      return this.#merge(run, (step) => step.extend(fed.next().value as StreamPipe, run)).add(
        new PassStage(run, inputs),
      );
    });
  }

  #merge(run: Run, open: (step: Step) => MaybePromise<StreamPipe>): StreamPipe {
    const branches = this.#branches.map(({ key, step }) => ({
      chunks: promiseOf(() => open(step)),
      merge: (chunk: unknown) => ({ [key]: chunk }),
    }));
    return new StreamPipe(new MergedStreams(run, branches));
  }
}

interface Branch {
  readonly key: string;
  readonly step: Step;
}
