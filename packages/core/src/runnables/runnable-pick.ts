import type { Run } from "../runs/run.js";
import { nothing, type StreamStage } from "../runs/stream-stage.js";
import { adoptFields } from "./adopt-fields.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import { MapStage } from "./map-stage.js";
import { assertDictionary } from "./not-a-dictionary-error.js";
import { objectOf } from "./schemas/object-of.js";
import { propertyOf } from "./schemas/parts-of-schemas.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import type { JsonSchema } from "../schema/schema.js";

/** What is picked. */
export interface RunnablePickFields extends HeardRunnableFields {
  /** One key: what stands under it. A list: a dictionary of those that are there. */
  keys: string | readonly string[];
}

/**
 * Picks one key, or some, of its input; of streamed input, chunk by chunk. What isn't there is left out: `undefined` if nothing is.
 *
 * @throws NotADictionaryError if the input has no keys
 * @example
 * ```ts
 * import { RunnablePick } from "@earshot/core/runnables";
 *
 * console.log(await new RunnablePick("a").invoke({ a: 1, b: 2 })); // => 1
 * console.log(await new RunnablePick(["a", "c"]).invoke({ a: 1, b: 2 })); // => { a: 1 }
 * ```
 */
export class RunnablePick<TInput extends object = Record<string, unknown>, TOutput = unknown> extends HeardRunnable<
  TInput,
  TOutput
> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly keys: string | readonly string[];

  constructor(fields: string | readonly string[] | RunnablePickFields) {
    const given = typeof fields === "string" || isList(fields) ? { keys: fields } : fields;
    super({ keys: given.keys });
    this.keys = given.keys;
    adoptFields(this, given);
  }

  static override lc_name(): string {
    return "RunnablePick";
  }

  [endSchemas](): EndSchemas {
    const { keys } = this;
    if (typeof keys === "string")
      return {
        input: (wanted) => objectOf({ [keys]: wanted }, []),
        output: (given) => propertyOf(given, keys),
      };
    const picked = (schema: JsonSchema) => {
      const properties = Object.fromEntries(keys.map((key) => [key, propertyOf(schema, key)]));
      return objectOf(properties, schema.required?.filter((key) => keys.includes(key)) ?? []);
    };
    return { input: picked, output: picked };
  }

  protected override execute(input: TInput): TOutput {
    return this.#pick(input) as TOutput;
  }

  protected override async *chunks(input: TInput): AsyncGenerator<TOutput, undefined> {
    const picked = this.#pick(input);
    if (picked !== undefined) yield picked as TOutput;
    return undefined;
  }

  protected override stage(run: Run): StreamStage {
    return new MapStage(run, (chunk) => this.#pick(chunk) ?? nothing);
  }

  #pick(input: unknown): unknown {
    assertDictionary(input, this.getName());
    const { keys } = this;
    if (typeof keys === "string") return input[keys];
    const found = keys.filter((key) => input[key] !== undefined).map((key) => [key, input[key]] as const);
    return found.length === 0 ? undefined : Object.fromEntries(found);
  }
}

function isList(fields: readonly string[] | RunnablePickFields): fields is readonly string[] {
  return Array.isArray(fields);
}
