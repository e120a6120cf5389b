import type { RunnableConfig } from "../context/run-config.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { promiseOf } from "../runs/maybe-promise.js";

/** How a batch runs. */
export interface BatchOptions {
  /** How many inputs run at a time; the config's `maxConcurrency` if not given, else all. */
  readonly maxConcurrency?: number;
  /** True: a failed input's error stands in its output's place. False, the default: the batch rejects with the first error. */
  readonly returnExceptions?: boolean;
}

type Config<TConfig> = Partial<TConfig> | Partial<TConfig>[] | undefined;

/**
 * Invokes `invoke` for each input, with one config for all or one for each. A `runId` is one run's: with one config for all it is
 * the first input's.
 */
export async function runBatch<TInput, TOutput, TConfig extends RunnableConfig>(
  invoke: (input: TInput, config: Partial<TConfig> | undefined) => Promise<TOutput>,
  inputs: readonly TInput[],
  { config, options = {} }: { readonly config: Config<TConfig>; readonly options: BatchOptions | undefined },
): Promise<(TOutput | Error)[]> {
  const configs = configsOf(config, inputs);
  const attempt = (input: TInput, index: number): Promise<TOutput> => promiseOf(() => invoke(input, configs[index]));
  const one =
    options.returnExceptions === true
      ? (input: TInput, index: number) => attempt(input, index).catch((error: unknown) => error as Error)
      : attempt;
  const limit =
    options.maxConcurrency ?? (Array.isArray(config) ? config[0] : config)?.maxConcurrency ?? Number.POSITIVE_INFINITY;
  if (limit >= inputs.length) return Promise.all<TOutput | Error>(inputs.map(one));
  return runLimited(inputs, Math.max(1, limit), one);
}

/**
 * The config of each input; of one for all, only the first input has the `runId`.
 *
 * @throws UnknownOptionError if it is not known which input has which
 */
export function configsOf<TConfig extends RunnableConfig>(
  config: Config<TConfig>,
  inputs: readonly unknown[],
): readonly (Partial<TConfig> | undefined)[] {
  if (!Array.isArray(inputs)) throw new UnknownOptionError("batch", String(inputs), ["a list of inputs"]);
  if (!Array.isArray(config))
    return inputs.map((_, index) =>
      index === 0 || config?.runId === undefined ? config : { ...config, runId: undefined },
    );
  if (config.length === inputs.length) return config;
  throw new UnknownOptionError("batch", `list of ${config.length} configs`, [
    "one config for all",
    "one for each input",
  ]);
}

/** `limit` workers take the inputs in order; after a failure none takes another. */
async function runLimited<TInput, TOutput>(
  inputs: readonly TInput[],
  limit: number,
  one: (input: TInput, index: number) => Promise<TOutput>,
): Promise<TOutput[]> {
  const outputs = new Array<TOutput>(inputs.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < inputs.length) {
      const index = next++;
      try {
        outputs[index] = await one(inputs[index] as TInput, index);
      } catch (error) {
        next = inputs.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, work));
  return outputs;
}
