import { expect, it } from "vitest";
import { pricer } from "./pricer.js";

const time = Date.UTC(2026, 10, 1);
const usage = {
  source: "provider",
  input_tokens: 1000,
  output_tokens: 100,
  total_tokens: 1100,
  input_token_details: { cache_read: 400 },
} as const;
const own = pricer({ prices: { mine: { input: 1, output: 2, cacheRead: "0.1" } } });

it("counts cached tokens once, with all digits", () => {
  expect(own({ usage, provider: undefined, models: ["mine"], time })).toEqual({ amount: "0.00084" });
});

it("asks for the model that was asked where the list does not know the one that answered", () => {
  expect(own({ usage, provider: undefined, models: ["mine-2026-01-01-x", "mine"], time })).toEqual({
    amount: "0.00084",
  });
});

it("says why it does not know", () => {
  const call = { usage, provider: undefined, models: [], time };
  expect(own(call)).toEqual({ unknown: "model" });
  expect(own({ ...call, models: ["nobody's"] })).toEqual({ unknown: "price" });
  expect(own({ ...call, usage: { source: "unavailable" } })).toEqual({ unknown: "usage" });
});
