import { expectTypeOf, test } from "vitest";
import type { TypedHandler } from "@earshot/core/events";
import { costHandler, type CostSummary, type RunCost, type UsageSummary } from "./index.js";

test("a cost handler knows sums, and an amount may be unknown", () => {
  const cost = costHandler({ onCost: (figure) => expectTypeOf(figure).toEqualTypeOf<RunCost>() });
  expectTypeOf(cost).toExtend<TypedHandler>();
  expectTypeOf(cost.total).toEqualTypeOf<CostSummary>();
  expectTypeOf(cost.costOf("r1")).toEqualTypeOf<CostSummary | undefined>();
  expectTypeOf(cost.usageOf("r1")).toEqualTypeOf<UsageSummary | undefined>();
  expectTypeOf<RunCost["amount"]>().toEqualTypeOf<string | undefined>();
});

test("a price has an input, and kinds that there are", () => {
  costHandler({ prices: { mine: { input: "0.1", cacheWrite1h: 2 } } });
  // @ts-expect-error -- without the price of the input nothing is known
  costHandler({ prices: { mine: { output: 1 } } });
  // @ts-expect-error -- there is no such kind
  costHandler({ prices: { mine: { input: 1, thinking: 1 } } });
});
