import type { RunnableConfig } from "../context/run-config.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { Runnable } from "./runnable.js";
import { UnknownRouteError } from "./unknown-route-error.js";
import { anyOf, anything } from "./schemas/combine-schemas.js";
import { objectOf } from "./schemas/object-of.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";
import { inputSchemaOf, outputSchemaOf } from "./schemas/runnable-schemas.js";

/** Which runnable is to run, and with what. */
export interface RouterInput<TRoutedInput = unknown> {
  key: string;
  input: TRoutedInput;
}

/** What a router is made of. */
export interface RouterRunnableFields<TRoutedInput, TOutput> {
  runnables: Readonly<Record<string, Runnable<TRoutedInput, TOutput>>>;
}

/**
 * Runs the one of its runnables that the input names. It is no run of its own: what is heard is what it routes to.
 *
 * @throws UnknownRouteError if there is none of that name
 * @example
 * ```ts
 * import { RouterRunnable, RunnableLambda } from "@earshot/core/runnables";
 *
 * const runnables = { upper: RunnableLambda.from((text: string) => text.toUpperCase()) };
 * console.log(await new RouterRunnable({ runnables }).invoke({ key: "upper", input: "abc" })); // => ABC
 * ```
 */
export class RouterRunnable<
  TInput extends RouterInput = RouterInput,
  TRoutedInput = TInput["input"],
  TOutput = unknown,
> extends Runnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly runnables: Readonly<Record<string, Runnable<TRoutedInput, TOutput>>>;

  constructor(fields: RouterRunnableFields<TRoutedInput, TOutput>) {
    super({ runnables: fields.runnables });
    this.runnables = fields.runnables;
  }

  static override lc_name(): string {
    return "RouterRunnable";
  }

  [endSchemas](): EndSchemas {
    const routes = Object.entries(this.runnables) as [string, Runnable][];
    return {
      input: (wanted) =>
        anyOf(routes.map(([key, route]) => objectOf({ key: { const: key }, input: inputSchemaOf(route, wanted) }))),
      output: () => anyOf(routes.map(([, route]) => outputSchemaOf(route, inputSchemaOf(route, anything)))),
    };
  }

  override async invoke({ key, input }: TInput, config?: Partial<RunnableConfig>): Promise<TOutput> {
    return this.#route(key).invoke(input as TRoutedInput, config);
  }

  override async stream(
    { key, input }: TInput,
    config?: Partial<RunnableConfig>,
  ): Promise<IterableReadableStream<TOutput>> {
    return this.#route(key).stream(input as TRoutedInput, config);
  }

  #route(key: string): Runnable<TRoutedInput, TOutput> {
    const runnable = Object.hasOwn(this.runnables, key) ? this.runnables[key] : undefined;
    if (runnable === undefined) throw new UnknownRouteError(key, Object.keys(this.runnables));
    return runnable;
  }
}
