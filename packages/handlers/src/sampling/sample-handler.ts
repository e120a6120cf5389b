import type { Handler, RunFacts } from "@earshot/core/events";
import { relayHandler } from "@earshot/core/events/relay";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { type FailedOnlyOptions, failedOnlyShapes, HeldTrees } from "./held-trees.js";
import { countHeld, type HoldingHandler } from "./holding-handler.js";
import { InvalidRateError } from "./invalid-rate-error.js";
import { rootShare } from "./root-share.js";

/** What {@link sampleHandler} may be told. */
export interface SampleOptions {
  /** The share of root runs that are told, from 0 to 1. */
  readonly rate: number;
  /** Also tells the trees of failed runs that are not in the sample, once they are over. Default false. */
  readonly keepFailed?: boolean | FailedOnlyOptions;
}

/** The rate is looked at by itself, since it has an error of its own. */
const shapes: ShapesOf<SampleOptions> = {
  rate: option.any,
  keepFailed: option.either(option.flag, option.objectOf(failedOnlyShapes)),
};

/**
 * A handler that hears a share of all root runs, each with everything below it or not at all. Which ones depends on the id of the
 * root run alone, so that handlers, processes and services that know the same root decide alike; a higher rate only adds to
 * what a lower one keeps.
 *
 * In all else the handler stays what it is. A guard guards the sampled runs alone.
 *
 * @throws InvalidRateError for a rate that is no number from 0 to 1
 * @throws InvalidHandlerError, UnknownOptionError, InvalidOptionError for a handler or an option that is none
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { sampleHandler } from "@earshot/handlers/sampling";
 *
 * let heard = 0;
 * const sampled = sampleHandler({ handleChainStart: () => void heard++ }, { rate: 0.25 });
 * const double = RunnableLambda.from((n: number) => n * 2);
 * for (let n = 0; n < 1000; n++) await double.invoke(n, { callbacks: [sampled], runId: `run-${n}` });
 * console.log(heard); // => 246
 * ```
 */
export function sampleHandler(handler: Handler, options: SampleOptions): HoldingHandler {
  checkOptions("sampleHandler", options, shapes);
  const { rate, keepFailed = false } = options;
  if (typeof rate !== "number" || !(rate >= 0 && rate <= 1)) throw new InvalidRateError(rate);
  const isSampled = ({ rootRunId }: RunFacts): boolean => rate === 1 || rootShare(rootRunId) < rate;
  const trees = new HeldTrees(typeof keepFailed === "object" ? keepFailed : {});
  const sampled = relayHandler(
    handler,
    keepFailed === false
      ? { hears: ({ run }) => isSampled(run), wraps: isSampled }
      : { onEvent: (event) => (isSampled(event.run) ? event.tell() : trees.hear(event)), wraps: isSampled },
  );
  return countHeld(sampled, trees);
}
