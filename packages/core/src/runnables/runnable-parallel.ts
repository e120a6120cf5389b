import type { OutputsOf } from "./output-of.js";
import type { RunnableDictionary } from "./runnable-like.js";
import { RunnableMap } from "./runnable-map.js";

/** A {@link RunnableMap} by its other name. */
export class RunnableParallel<
  TInput = unknown,
  TOutput extends Record<string, unknown> = Record<string, unknown>,
> extends RunnableMap<TInput, TOutput> {
  /** Written down as the map that it is, as LangChain does. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, RunnableMap.lc_name()];
  }

  /** A parallel of anything that can be taken as a runnable. */
  static override from<TInput, TSteps extends RunnableDictionary<TInput> = RunnableDictionary<TInput>>(
    steps: TSteps & RunnableDictionary<TInput>,
  ): RunnableParallel<TInput, OutputsOf<TSteps>> {
    return new RunnableParallel<TInput, OutputsOf<TSteps>>({ steps: steps as never });
  }
}
