import fc from "fast-check";
import { lambdaPlans, modelPlans, type PartPlan, parserPlans, promptPlans, treePlans } from "./part-plan.js";
import { handlerPlans } from "./run-plan.js";
import type { WitnessPlan } from "./witness-call.js";

/** How a stream's consumer leaves it, after so many chunks. */
type Leaving = (typeof leavings)[number];

/** How a chain is called, and how its consumer leaves. */
export type CallPlan =
  | { readonly call: "invoke" }
  | { readonly call: "batch"; readonly count: number; readonly returnExceptions: boolean }
  | {
      readonly call: "stream" | "transform" | "streamEvents" | "streamLog";
      readonly leaves: Leaving;
      readonly after: number;
    };

/** A chain, its call, its handlers, and when it is cancelled from outside. */
export interface ChainScene extends WitnessPlan {
  readonly parts: readonly PartPlan[];
  readonly call: CallPlan;
  readonly timeout: number;
}

const leavings = ["at the end", "by break", "by a throw", "by abort", "by cancel", "never reads"] as const;

const calls: fc.Arbitrary<CallPlan> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ call: "invoke" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      call: fc.constant("batch" as const),
      count: fc.nat({ max: 3 }),
      returnExceptions: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      call: fc.constantFrom("stream", "stream", "stream", "transform", "streamEvents", "streamLog"),
      leaves: fc.constantFrom("at the end" as const, ...leavings),
      after: fc.nat({ max: 3 }),
    }),
  },
);

const around = fc.oneof({ withCrossShrink: true }, lambdaPlans, treePlans);

/** Random chains: lambdas and trees of anything around a prompt, a model and a parser, any of which may be missing. */
export const chainScenes: fc.Arbitrary<ChainScene> = fc.record({
  parts: fc
    .tuple(
      fc.array(around, { maxLength: 1 }),
      fc.option(promptPlans, { nil: undefined }),
      fc.array(lambdaPlans, { maxLength: 1 }),
      fc.option(modelPlans, { nil: undefined, freq: 9 }),
      fc.array(around, { maxLength: 1 }),
      fc.option(parserPlans, { nil: undefined }),
      fc.array(around, { maxLength: 2 }),
    )
    .map((groups): PartPlan[] => groups.flat().filter((part) => part !== undefined)),
  call: calls,
  handlers: fc.array(handlerPlans, { maxLength: 2 }),
  objectsAt: fc.nat({ max: 12 }),
  abortAfter: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined, freq: 2 }),
  timeout: fc.constantFrom(40, 40, 40, 40, 2),
});
