import fc from "fast-check";
import { handlerPlans, type HandlerPlan } from "./run-plan.js";

/** One part of a chain, and how it behaves. */
export type PartPlan =
  | { readonly part: "prompt"; readonly misses: boolean }
  | {
      readonly part: "model";
      readonly chunks: number;
      readonly failsAt: number | undefined;
      readonly hangsAt: number | undefined;
      readonly heeds: boolean;
      readonly streams: boolean;
    }
  | { readonly part: "lambda"; readonly does: "pass" | "wait" | "throw" | "generate" | "nest" | "return a runnable" }
  | { readonly part: "parser" }
  | { readonly part: "composed"; readonly by: Composition; readonly of: readonly PartPlan[] };

/** What makes one part of several. */
export type Composition = "map" | "assign" | "branch" | "router" | "each" | "sequence" | "passthrough" | "generator";

/** How a chain is called, and how its consumer leaves. */
export type CallPlan =
  | { readonly call: "invoke" }
  | { readonly call: "batch"; readonly count: number; readonly returnExceptions: boolean }
  | {
      readonly call: "stream";
      readonly leaves: "at the end" | "by break" | "by a throw" | "by cancel" | "never reads";
      readonly after: number;
    };

/** A chain, its call, its handlers, and when it is cancelled from outside. */
export interface ChainScene {
  readonly parts: readonly PartPlan[];
  readonly call: CallPlan;
  readonly handlers: readonly HandlerPlan[];
  readonly objectsAt: number;
  /** Milliseconds after which its signals abort, one of them twice; -1 is before it starts. */
  readonly abortAfter: number | undefined;
  readonly timeout: number;
}

const sometimesAt = fc.constantFrom(undefined, undefined, 0, 1, 3);
const rarelyAt = fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 0, 1);

const prompts = fc.record({
  part: fc.constant("prompt" as const),
  misses: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const models = fc.record({
  part: fc.constant("model" as const),
  chunks: fc.constantFrom(0, 2, 3, 5),
  failsAt: sometimesAt,
  hangsAt: rarelyAt,
  heeds: fc.boolean(),
  streams: fc.constantFrom(true, true, false),
});
const lambdas = fc.record({
  part: fc.constant("lambda" as const),
  does: fc.constantFrom(
    "pass" as const,
    "pass" as const,
    "pass" as const,
    "nest" as const,
    "generate" as const,
    "wait" as const,
    "throw" as const,
    "generate" as const,
    "nest" as const,
    "return a runnable" as const,
  ),
});
const parsers = fc.constant({ part: "parser" as const });

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
      call: fc.constant("stream" as const),
      leaves: fc.constantFrom(
        "at the end" as const,
        "at the end" as const,
        "by break" as const,
        "by a throw" as const,
        "by cancel" as const,
        "never reads" as const,
      ),
      after: fc.nat({ max: 3 }),
    }),
  },
);

/** Trees of parts; what needs no parts of its own is a leaf. */
const composed: fc.Arbitrary<PartPlan> = fc.letrec<{ tree: PartPlan; part: PartPlan }>((tie) => ({
  tree: fc.record({
    part: fc.constant("composed" as const),
    by: fc.constantFrom(
      "map" as const,
      "map" as const,
      "assign" as const,
      "branch" as const,
      "router" as const,
      "each" as const,
      "sequence" as const,
      "passthrough" as const,
      "generator" as const,
    ),
    of: fc.array(tie("part"), { maxLength: 3 }),
  }),
  part: fc.oneof({ maxDepth: 4, depthIdentifier: "tree" }, lambdas, models, tie("tree")),
})).tree;

/** Random chains: lambdas anywhere around a prompt, a model and a parser, any of which may be missing. */
export const chainScenes: fc.Arbitrary<ChainScene> = fc.record({
  parts: fc
    .tuple(
      fc.array(fc.oneof(lambdas, composed), { maxLength: 1 }),
      fc.option(prompts, { nil: undefined }),
      fc.array(lambdas, { maxLength: 1 }),
      fc.option(models, { nil: undefined, freq: 9 }),
      fc.array(fc.oneof(lambdas, composed), { maxLength: 1 }),
      fc.option(parsers, { nil: undefined }),
      fc.array(fc.oneof(lambdas, composed), { maxLength: 2 }),
    )
    .map((groups): PartPlan[] => groups.flat().filter((part) => part !== undefined)),
  call: calls,
  handlers: fc.array(handlerPlans, { maxLength: 2 }),
  objectsAt: fc.nat({ max: 12 }),
  abortAfter: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined, freq: 2 }),
  timeout: fc.constantFrom(2, 40, 40, 40, 40),
});
