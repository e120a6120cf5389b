import type { Run } from "../runs/run.js";
import { adoptFields } from "./adopt-fields.js";
import { childConfig } from "./child-config.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import type { Runnable } from "./runnable.js";
import { itemsOf } from "./schemas/parts-of-schemas.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import { inputSchemaOf, outputSchemaOf } from "./schemas/runnable-schemas.js";

/** What is run for each. */
export interface RunnableEachFields<TInput, TOutput> extends HeardRunnableFields {
  bound: Runnable<TInput, TOutput>;
}

/**
 * One runnable for each of a list, `maxConcurrency` of the config at a time; the outputs are in the order of the inputs. One that fails
 * cancels the others.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * const lengths = RunnableLambda.from((text: string) => text.length).map();
 * console.log(await lengths.invoke(["a", "bc"])); // => [ 1, 2 ]
 * ```
 */
export class RunnableEach<TInput = unknown, TOutput = unknown> extends HeardRunnable<TInput[], TOutput[]> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly bound: Runnable<TInput, TOutput>;

  constructor(fields: RunnableEachFields<TInput, TOutput>) {
    super({ bound: fields.bound });
    this.bound = fields.bound;
    adoptFields(this, fields);
  }

  static override lc_name(): string {
    return "RunnableEach";
  }

  [endSchemas](): EndSchemas {
    const bound = this.bound as Runnable;
    return {
      input: (wanted) => ({ type: "array", items: inputSchemaOf(bound, itemsOf(wanted)) }),
      output: (given) => ({ type: "array", items: outputSchemaOf(bound, itemsOf(given)) }),
    };
  }

  protected override execute(inputs: TInput[], run: Run): Promise<TOutput[]> {
    return this.bound.batch(inputs, childConfig(run));
  }
}
