import { noTags } from "../context/tags.js";
import { promiseOf, whenThere, type MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { nothing } from "../runs/stream-stage.js";
import { adoptFields } from "./adopt-fields.js";
import type { BranchInput } from "./branch-input.js";
import type { HeardRunnableFields } from "./heard-runnable.js";
import type { MergedBranch } from "./merged-streams.js";
import { MergingRunnable } from "./merging-runnable.js";
import { assertDictionary } from "./not-a-dictionary-error.js";
import type { Runnable } from "./runnable.js";
import { RunnableMap } from "./runnable-map.js";
import { Step } from "./step.js";
import { allOf } from "./schemas/combine-schemas.js";
import { withoutKeys } from "./schemas/parts-of-schemas.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import { inputSchemaOf, outputSchemaOf } from "./schemas/runnable-schemas.js";

/** What makes the keys that are added. */
export interface RunnableAssignFields<TInput> extends HeardRunnableFields {
  mapper: RunnableMap<TInput>;
}

/**
 * Its input with more keys, which a map makes of it; where both have a key, it is the map's. A stream brings the input's chunks and the
 * map's as they come.
 *
 * @throws NotADictionaryError if the input has no keys
 */
export class RunnableAssign<
  TInput extends object = Record<string, unknown>,
  TOutput extends object = Record<string, unknown>,
> extends MergingRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly mapper: RunnableMap<TInput>;
  readonly #step: Step;

  constructor(fields: RunnableMap<TInput> | RunnableAssignFields<TInput>) {
    const given = fields instanceof RunnableMap ? { mapper: fields } : fields;
    super({ mapper: given.mapper });
    this.mapper = given.mapper;
    this.#step = new Step(given.mapper as Runnable, noTags);
    adoptFields(this, given);
  }

  static override lc_name(): string {
    return "RunnableAssign";
  }

  [endSchemas](): EndSchemas {
    const made = Object.keys(this.mapper.steps);
    return {
      input: (wanted) => allOf([withoutKeys(wanted, made), inputSchemaOf(this.mapper as Runnable, wanted)]),
      output: (given) => allOf([withoutKeys(given, made), outputSchemaOf(this.mapper as Runnable, given)]),
    };
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    assertDictionary(input, this.getName());
    return whenThere(
      this.#step.invoke(input, run),
      (made) => ({ ...input, ...(made as object) }) as unknown as TOutput,
    );
  }

  protected override readonly branchCount = 2;

  protected override branches([passed, mapped]: readonly [BranchInput, BranchInput]): readonly MergedBranch[] {
    return [
      { chunks: passed.stream(), merge: (chunk) => this.#withoutMade(chunk) },
      { chunks: promiseOf(() => mapped.into(this.#step)), merge: (chunk) => chunk },
    ];
  }

  /** What the map makes takes the place of what came in under the same key. */
  #withoutMade(chunk: unknown): unknown {
    assertDictionary(chunk, this.getName());
    const kept = Object.entries(chunk).filter(([key]) => !Object.hasOwn(this.mapper.steps, key));
    return kept.length === 0 ? nothing : Object.fromEntries(kept);
  }
}
