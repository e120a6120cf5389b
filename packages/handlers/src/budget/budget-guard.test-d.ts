import { expectTypeOf, test } from "vitest";
import type { TypedHandler } from "@earshot/core/events";
import { budgetGuard, type BudgetExceededError, type BudgetUse } from "./index.js";

test("a guard is a handler that knows what was used", () => {
  const guard = budgetGuard({ tokens: 1 });
  expectTypeOf(guard).toExtend<TypedHandler>();
  expectTypeOf(guard.used("r1")).toEqualTypeOf<BudgetUse | undefined>();
  expectTypeOf<BudgetExceededError["limit"]>().toEqualTypeOf<number | string>();
});

test("calls can't be counted within one run, and only a key has a window", () => {
  budgetGuard({ per: { metadata: "userId" }, modelCalls: 1, windowMs: 1 });
  budgetGuard({ per: ({ tags }) => tags[0], modelCalls: 1 });
  // @ts-expect-error -- a call is a run of its own
  budgetGuard({ per: "run", modelCalls: 1 });
  // @ts-expect-error -- a call ends by itself
  budgetGuard({ per: "call", tokens: 1, windowMs: 1 });
  // @ts-expect-error -- there is no such limit
  budgetGuard({ dollars: 1 });
  // @ts-expect-error -- nor such a scope
  budgetGuard({ per: "user", tokens: 1 });
});
