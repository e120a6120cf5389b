import { promiseOf, type MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { isThenable } from "../util/is-thenable.js";
import { adoptFields } from "./adopt-fields.js";
import type { BranchInput } from "./branch-input.js";
import { coerceToRunnable } from "./coerce-to-runnable.js";
import type { HeardRunnableFields } from "./heard-runnable.js";
import type { MergedBranch } from "./merged-streams.js";
import { MergingRunnable } from "./merging-runnable.js";
import type { OutputsOf } from "./output-of.js";
import type { Runnable } from "./runnable.js";
import type { RunnableDictionary, RunnableMapLike } from "./runnable-like.js";
import { Step } from "./step.js";
import { allOf } from "./schemas/combine-schemas.js";
import { objectOf } from "./schemas/object-of.js";
import { propertyOf } from "./schemas/parts-of-schemas.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import { inputSchemaOf, outputSchemaOf } from "./schemas/runnable-schemas.js";

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
> extends MergingRunnable<TInput, TOutput> {
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

  [endSchemas](): EndSchemas {
    const steps = Object.entries(this.steps);
    return {
      input: (wanted) => allOf(steps.map(([key, step]) => inputSchemaOf(step, propertyOf(wanted, key)))),
      output: (given) => objectOf(Object.fromEntries(steps.map(([key, step]) => [key, outputSchemaOf(step, given)]))),
    };
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

  protected override get branchCount(): number {
    return this.#branches.length;
  }

  protected override branches(inputs: readonly BranchInput[]): readonly MergedBranch[] {
    return this.#branches.map(({ key, step }, index) => ({
      chunks: promiseOf(() => (inputs[index] as BranchInput).into(step)),
      merge: (chunk: unknown) => ({ [key]: chunk }),
    }));
  }
}

interface Branch {
  readonly key: string;
  readonly step: Step;
}
