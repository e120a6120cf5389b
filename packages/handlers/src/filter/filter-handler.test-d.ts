import type { Handler } from "@earshot/core/events";
import { expectTypeOf, it } from "vitest";
import { filterHandler } from "./filter-handler.js";

it("takes any handler, and is one", () => {
  expectTypeOf(filterHandler({ handleChainStart: () => undefined }, {})).toEqualTypeOf<Handler>();
  filterHandler({ policy: "guard", onEvent: () => undefined }, { where: (event) => event.seq > 1 });
});

it("takes only what there is", () => {
  // @ts-expect-error -- there is no such kind
  filterHandler({}, { kinds: ["toll"] });
  // @ts-expect-error -- there is no such type
  filterHandler({}, { types: ["chain.begin"] });
  // @ts-expect-error -- there is no such condition
  filterHandler({}, { kind: "tool" });
  // @ts-expect-error -- a condition answers whether, not what
  filterHandler({}, { where: (event) => event.name });
});
