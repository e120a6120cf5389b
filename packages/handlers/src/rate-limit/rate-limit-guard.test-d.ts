import { expectTypeOf, test } from "vitest";
import type { GuardingHandler } from "@earshot/core/events";
import { rateLimitGuard, type RateLimitExceededError } from "./index.js";

test("a rate is a guard, and waits or refuses", () => {
  expectTypeOf(rateLimitGuard({ requestsPerMinute: 1 })).toEqualTypeOf<GuardingHandler>();
  rateLimitGuard({ tokensPerMinute: 1, key: { metadata: "tenant" }, onLimit: "refuse" });
  // @ts-expect-error -- there is nothing else it could do
  rateLimitGuard({ requestsPerMinute: 1, onLimit: "queue" });
  expectTypeOf<RateLimitExceededError["retryAfterMs"]>().toEqualTypeOf<number | undefined>();
});
