import { hold } from "../runs/execute.js";
import { whenThere, type MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import type { StreamPipe } from "../runs/stream-pipe.js";
import { isThenable } from "../util/is-thenable.js";
import { adoptFields } from "./adopt-fields.js";
import { coerceToRunnable } from "./coerce-to-runnable.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import { NoBranchError } from "./no-branch-error.js";
import type { OutputOf } from "./output-of.js";
import { PassStage } from "./pass-stage.js";
import type { Runnable } from "./runnable.js";
import type { RunnableLike } from "./runnable-like.js";
import { Step } from "./step.js";
import { allOf, anyOf, anything } from "./schemas/combine-schemas.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import { inputSchemaOf, outputSchemaOf } from "./schemas/runnable-schemas.js";

/** A condition, and what runs if it holds. */
export type Branch<TInput, TOutput> = readonly [
  condition: Runnable<TInput, boolean>,
  branch: Runnable<TInput, TOutput>,
];

/** The same of anything that can be taken as a runnable. */
export type BranchLike<TInput, TOutput> = readonly [
  condition: RunnableLike<TInput, boolean>,
  branch: RunnableLike<TInput, TOutput>,
];

/** What a branch is made of. */
export interface RunnableBranchFields<TInput, TOutput> extends HeardRunnableFields {
  branches: readonly Branch<TInput, TOutput>[];
  /** Runs when no condition holds. */
  default: Runnable<TInput, TOutput>;
}

/**
 * Asks its conditions one after the other, and runs the first whose condition holds, or else the default; all of them are given the
 * input. Streams what the chosen one streams.
 *
 * The runs are tagged `condition:1`, `branch:1` and so on, and `branch:default`.
 *
 * @example
 * ```ts
 * import { RunnableBranch } from "@earshot/core/runnables";
 *
 * const sign = RunnableBranch.from([[(n: number) => n < 0, () => "negative"], [(n: number) => n > 0, () => "positive"], () => "zero"]);
 * console.log(await sign.invoke(-3)); // => negative
 * ```
 */
export class RunnableBranch<TInput = unknown, TOutput = unknown> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly branches: readonly Branch<TInput, TOutput>[];
  readonly default: Runnable<TInput, TOutput>;
  readonly #routes: readonly Route[];
  readonly #default: Step;

  constructor(fields: RunnableBranchFields<TInput, TOutput>) {
    super({ branches: fields.branches, default: fields.default });
    this.branches = fields.branches;
    this.default = fields.default;
    this.#routes = fields.branches.map(([condition, branch], index) => ({
      condition: tagged(condition, `condition:${index + 1}`),
      branch: tagged(branch, `branch:${index + 1}`),
    }));
    this.#default = tagged(fields.default, "branch:default");
    adoptFields(this, fields);
  }

  static override lc_name(): string {
    return "RunnableBranch";
  }

  /**
   * Pairs of a condition and what runs if it holds, and last what runs if none does.
   *
   * @throws NoBranchError if there is nothing at all
   */
  static from<TInput, TOutput = unknown>(
    branches: readonly [...BranchLike<TInput, TOutput>[], RunnableLike<TInput, TOutput>],
  ): RunnableBranch<TInput, OutputOf<TOutput>> {
    if (branches.length < 1) throw new NoBranchError();
    const pairs = branches.slice(0, -1) as readonly BranchLike<TInput, TOutput>[];
    return new RunnableBranch<unknown, unknown>({
      branches: pairs.map(([condition, branch]) => [
        coerceToRunnable(condition) as Runnable<unknown, boolean>,
        coerceToRunnable(branch),
      ]),
      default: coerceToRunnable(branches.at(-1)),
    }) as RunnableBranch<TInput, OutputOf<TOutput>>;
  }

  [endSchemas](): EndSchemas {
    const routes = [...this.branches.map(([, branch]) => branch), this.default] as Runnable[];
    const [asked] = this.branches; // its condition always runs
    return {
      input: (wanted) =>
        allOf([
          ...(asked === undefined ? [] : [inputSchemaOf(asked[0] as Runnable, anything)]),
          anyOf(routes.map((route) => inputSchemaOf(route, wanted))),
        ]),
      output: (given) => anyOf(routes.map((route) => outputSchemaOf(route, given))),
    };
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    return whenThere(this.#choose(input, run, 0), (chosen) => {
      run.throwIfEnded();
      return chosen.invoke(input, run) as MaybePromise<TOutput>;
    });
  }

  protected override openStream(input: TInput, run: Run): MaybePromise<StreamPipe> {
    run.inputs = input;
    return hold(run, this.startChain(run, input), () =>
      whenThere(this.#choose(input, run, 0), (chosen) => {
        run.throwIfEnded();
        return whenThere(chosen.stream(input, run), (pipe) => pipe.add(new PassStage(run)));
      }),
    );
  }

  /** Stays synchronous until a condition is not. */
  #choose(input: TInput, run: Run, from: number): MaybePromise<Step> {
    for (let index = from; index < this.#routes.length; index++) {
      run.throwIfEnded();
      const { condition, branch } = this.#routes[index] as Route;
      const holds = condition.invoke(input, run);
      if (isThenable(holds))
        return (holds as Promise<unknown>).then((awaited) => (awaited ? branch : this.#choose(input, run, index + 1)));
      if (holds) return branch;
    }
    return this.#default;
  }
}

interface Route {
  readonly condition: Step;
  readonly branch: Step;
}

const tagged = (runnable: unknown, tag: string): Step => new Step(runnable as Runnable, Object.freeze([tag]));
