import fc from "fast-check";

/** How a model, or what else takes its time, behaves. */
export interface Script {
  readonly chunks: number;
  readonly failsAt: number | undefined;
  readonly hangsAt: number | undefined;
  /** Whether its hanging ends with its signal. */
  readonly heeds: boolean;
  readonly streams: boolean;
}

/** What makes one part of several. */
export type Composition = (typeof compositions)[number];

/** One part of a chain, and how it behaves. */
export type PartPlan =
  | { readonly part: "prompt"; readonly misses: boolean }
  | { readonly part: "lambda"; readonly does: (typeof lambdaWorks)[number] }
  | { readonly part: "parser"; readonly parses: "text" | "json" | "list" }
  | ({ readonly part: "model" | "llm" | "tool" | "generator tool" | "retriever" | "vector store" } & Script)
  | { readonly part: "composed"; readonly by: Composition; readonly of: readonly PartPlan[] };

const lambdaWorks = ["pass", "nest", "generate", "wait", "throw", "return a runnable"] as const;

const compositions = [
  "sequence",
  "map",
  "assign",
  "pick",
  "branch",
  "router",
  "each",
  "passthrough",
  "generator",
  "retry",
  "fallbacks",
  "binding",
  "listeners",
  "history",
  "tool like",
] as const;

const sometimesAt = fc.constantFrom(undefined, undefined, 0, 1, 3);
const rarelyAt = fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 0, 1);

const scripts = {
  chunks: fc.constantFrom(2, 0, 3, 5),
  failsAt: sometimesAt,
  hangsAt: rarelyAt,
  heeds: fc.boolean(),
  streams: fc.constantFrom(true, true, false),
};

/** Prompts of which one in six lacks a value. */
export const promptPlans = fc.record({
  part: fc.constant("prompt" as const),
  misses: fc.constantFrom(false, false, false, false, false, true),
});

/** Chat models. */
export const modelPlans = fc.record({ part: fc.constant("model" as const), ...scripts });

/** Functions. */
export const lambdaPlans = fc.record({
  part: fc.constant("lambda" as const),
  does: fc.constantFrom("pass" as const, "pass" as const, "nest" as const, "generate" as const, ...lambdaWorks),
});

/** Parsers. */
export const parserPlans = fc.record({
  part: fc.constant("parser" as const),
  parses: fc.constantFrom("text" as const, "text" as const, "json" as const, "list" as const),
});

const workers = fc.record({
  part: fc.constantFrom("model", "model", "llm", "tool", "generator tool", "retriever", "vector store"),
  ...scripts,
}) as fc.Arbitrary<PartPlan>;

/** Trees of any parts at all, six compositions deep at most. */
export const treePlans: fc.Arbitrary<PartPlan> = fc.letrec<{ tree: PartPlan; part: PartPlan }>((tie) => ({
  tree: fc.record({
    part: fc.constant("composed" as const),
    by: fc.constantFrom(...compositions),
    of: fc.array(tie("part"), { maxLength: 3 }),
  }),
  part: fc.oneof(
    { maxDepth: 6, depthSize: "medium", depthIdentifier: "tree", withCrossShrink: true },
    { weight: 2, arbitrary: lambdaPlans },
    { weight: 3, arbitrary: workers },
    { weight: 1, arbitrary: promptPlans },
    { weight: 1, arbitrary: parserPlans },
    { weight: 5, arbitrary: tie("tree") },
  ),
})).tree;
