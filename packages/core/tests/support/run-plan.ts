import fc from "fast-check";
import type { WitnessPlan } from "./witness-call.js";

/** How the body of a run goes about its end. */
export type RunExit = "return" | "resolve" | "throw" | "reject" | "interrupt" | "hang" | "abort itself" | "time out";

/** How a stream ends: by its body, by its consumer, or by somebody else. */
export type StreamExit =
  | "finish"
  | "fail"
  | "break"
  | "throw in the loop"
  | "return while pulling"
  | "never pulled"
  | "abandoned midway"
  | "hang"
  | "abort itself"
  | "time out";

/** One run, and what it does below itself before it ends. */
export type RunPlan = {
  readonly children: readonly RunPlan[];
  readonly order: "one by one" | "at once" | "let go";
  /** Whether a failing child fails this run. */
  readonly forgives: boolean;
  readonly says: number;
} & (
  | { readonly form: "run"; readonly exit: RunExit }
  | { readonly form: "stream"; readonly exit: StreamExit; readonly chunks: number }
);

/** A handler that is attached beside the recording one. */
export type HandlerPlan =
  | "observes"
  | "observes slowly"
  | "observes inline"
  | "throws"
  | "rejects"
  | "guards"
  | "guards slowly"
  | "objects"
  | "objects late"
  | "raises"
  | "wraps"
  | "cancels"
  | "hangs"
  | "hangs inline"
  | "guards and hangs";

/** A tree of runs, who hears it, and when it is cancelled from outside. */
export interface ScenePlan extends WitnessPlan {
  readonly root: RunPlan;
}

const runExits: readonly RunExit[] = [
  "return",
  "return",
  "resolve",
  "resolve",
  "throw",
  "reject",
  "interrupt",
  "hang",
  "abort itself",
  "time out",
];
const streamExits: readonly StreamExit[] = [
  "finish",
  "finish",
  "fail",
  "break",
  "throw in the loop",
  "return while pulling",
  "never pulled",
  "abandoned midway",
  "hang",
  "abort itself",
  "time out",
];

function planOfDepth(depth: number): fc.Arbitrary<RunPlan> {
  const children = depth === 0 ? fc.constant([]) : fc.array(planOfDepth(depth - 1), { maxLength: 3 });
  const common = {
    children,
    order: fc.constantFrom("one by one" as const, "at once" as const, "let go" as const),
    forgives: fc.boolean(),
    says: fc.nat({ max: 2 }),
  };
  return fc.oneof(
    fc.record({ ...common, form: fc.constant("run" as const), exit: fc.constantFrom(...runExits) }),
    fc.record({
      ...common,
      form: fc.constant("stream" as const),
      exit: fc.constantFrom(...streamExits),
      chunks: fc.nat({ max: 3 }),
    }),
  );
}

/** Any handler there is a plan for. */
export const handlerPlans: fc.Arbitrary<HandlerPlan> = fc.constantFrom(
  "observes",
  "observes slowly",
  "observes inline",
  "throws",
  "rejects",
  "guards",
  "guards slowly",
  "objects",
  "objects late",
  "raises",
  "wraps",
  "cancels",
  "hangs",
  "hangs inline",
  "guards and hangs",
);

/** Random scenes: trees of at most four levels, every exit path, any company of handlers. */
export const scenePlans: fc.Arbitrary<ScenePlan> = fc.record({
  root: planOfDepth(3),
  handlers: fc.array(handlerPlans, { maxLength: 3 }),
  objectsAt: fc.nat({ max: 12 }),
  abortAfter: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined }),
});
