import type { Handler } from "@earshot/core/events";
import { expectTypeOf, it } from "vitest";
import { failedOnlyHandler } from "./failed-only-handler.js";
import { sampleHandler } from "./sample-handler.js";

it("takes any handler, and is one that counts", () => {
  const sampled = sampleHandler({ handleChainStart: () => undefined }, { rate: 0.1, keepFailed: { maxHeldEvents: 5 } });
  expectTypeOf(sampled).toExtend<Handler>();
  expectTypeOf(sampled.dropped).toBeNumber();
  expectTypeOf(failedOnlyHandler({}).held).toBeNumber();
});

it("takes only what there is", () => {
  // @ts-expect-error -- a sample needs a rate
  sampleHandler({}, {});
  // @ts-expect-error -- runs end in four ways, and this is none
  failedOnlyHandler({}, { statuses: ["failed"] });
  // @ts-expect-error -- the counts are for reading
  failedOnlyHandler({}).dropped = 0;
});
