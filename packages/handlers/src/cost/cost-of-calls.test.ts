import { readFileSync } from "node:fs";
import { calcPrice } from "@pydantic/genai-prices";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Usage } from "@earshot/core/events";
import { ask, used, type Asked } from "../../tests/support/ask.js";
import { InvalidPriceError } from "../pricing/invalid-price-error.js";
import { listedBy } from "../pricing/price-list.js";
import { costHandler, type CostHandlerOptions } from "./cost-handler.js";
import type { RunCost } from "./run-cost.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

async function costOf(asked: Asked, options: CostHandlerOptions = {}): Promise<RunCost> {
  const costs: RunCost[] = [];
  await ask(asked, { callbacks: [costHandler({ ...options, onCost: (cost) => costs.push(cost) })] });
  expect(costs).toHaveLength(1);
  return costs[0] as RunCost;
}

const cached = { input_token_details: { cache_read: 200, cache_creation: 300 } };
const writes = (hour: number) => ({ usage: { cache_creation: { ephemeral_1h_input_tokens: hour } } });
const batch = { usage: { service_tier: "batch" } };

describe("what a call costs, by hand", () => {
  // claude-opus-5, in dollars per million: input 5, output 25, read 0.5, written 6.25, written for an hour 10
  it.each<[what: string, asked: Asked, amount: string]>([
    ["1000 × 5 + 100 × 25", { usage: used(1000, 100) }, "0.0075"],
    ["500 × 5 + 200 × 0.5 + 300 × 6.25 + 100 × 25", { usage: used(1000, 100, cached) }, "0.006975"],
    ["… of 300 written, 100 for an hour", { usage: used(1000, 100, cached), said: writes(100) }, "0.00735"],
    ["half of it in a batch", { usage: used(1000, 100, cached), said: batch }, "0.0034875"],
    ["one token", { usage: used(1, 0) }, "0.000005"],
    ["one token read from the cache", { usage: used(1, 0, { input_token_details: { cache_read: 1 } }) }, "0.0000005"],
    ["… in a batch", { usage: used(1, 0, { input_token_details: { cache_read: 1 } }), said: batch }, "0.00000025"],
    [
      "served in one country: 1.1 × 0.0075",
      { usage: used(1000, 100), said: { usage: { inference_geo: "us" } } },
      "0.00825",
    ],
    [
      "a batch in one country",
      { usage: used(1000, 100), said: { usage: { inference_geo: "us", service_tier: "batch" } } },
      "0.004125",
    ],
    [
      "3 searches at 10 for a thousand",
      { usage: used(0, 0), said: { usage: { server_tool_use: { web_search_requests: 3 } } } },
      "0.03",
    ],
    ["nothing used", { usage: used(0, 0) }, "0"],
    ["an own cache", { usage: { ...used(9, 9), source: "cache" } as Usage }, "0"],
    [
      "an own cache of a model nobody knows",
      { model: "none", usage: { ...used(9, 9), source: "cache" } as Usage },
      "0",
    ],
    // tiers by the size of the input: 3 and 15 up to 200,000 tokens, 6 and 22.5 beyond, for all of them
    ["200000 × 3 + 15", { model: "claude-sonnet-4-5", usage: used(200_000, 1) }, "0.600015"],
    ["200001 × 6 + 22.5", { model: "claude-sonnet-4-5", usage: used(200_001, 1) }, "1.2000285"],
    [
      "gemini-2.5-pro in a batch: 800 × 1.25 / 2 + 200 × 0.125",
      {
        provider: "google_genai",
        model: "gemini-2.5-pro",
        usage: used(1000, 0, { input_token_details: { cache_read: 200 } }),
        metadata: { service_tier: "batch" },
      },
      "0.000525",
    ],
    ["a provider that calls itself nothing", { provider: "", usage: used(1000, 100) }, "0.0075"],
    [
      "the model that answered",
      { model: "claude-sonnet-4-5", usage: used(1000, 100), said: { model: "claude-opus-5" } },
      "0.0075",
    ],
    [
      "the model that was asked, if nobody knows the other",
      { usage: used(1000, 100), said: { model: "inner-7" } },
      "0.0075",
    ],
  ])("%s", async (_, asked, amount) => {
    expect(await costOf(asked)).toMatchObject({ amount, unknown: undefined, isEstimated: false, isPartial: false });
  });

  it.each<[what: string, asked: Asked, unknown: string]>([
    ["a model that no list has", { model: "none", usage: used(1, 1) }, "price"],
    ["a provider that no list has", { provider: "Parrot", usage: used(1, 1) }, "price"],
    ["no model", { model: "", usage: used(1, 1) }, "model"],
    ["no usage", {}, "usage"],
    ["a tier without a price", { usage: used(1, 1), said: { usage: { service_tier: "priority" } } }, "tier"],
    ["a speed without a price", { usage: used(1, 1), said: { usage: { speed: "fast" } } }, "tier"],
    ["figures that contradict each other", { usage: used(1, 1, cached) }, "price"],
    ["figures that are none", { usage: used(Number.NaN, 1) }, "price"],
    ["negative figures", { usage: used(-1, 1) }, "price"],
  ])("is unknown and not zero: %s", async (_, asked, unknown) => {
    expect(await costOf(asked)).toMatchObject({ amount: undefined, unknown, priceSource: undefined });
  });

  it("says where the price is from and of which day", async () => {
    const now = new Date().toISOString().slice(0, 10);
    expect(await costOf({ usage: used(1, 1) })).toMatchObject({ priceSource: listedBy, priceDate: now });
    const manifest = JSON.parse(readFileSync("packages/handlers/package.json", "utf8")) as Record<
      string,
      Record<string, string>
    >;
    expect(listedBy).toBe(`@pydantic/genai-prices@${manifest["dependencies"]?.["@pydantic/genai-prices"]}`);
  });
});

describe("prices of one's own", () => {
  const prices = {
    "my-model": { input: 0.1, output: "0.2", cacheRead: "0.000000000000000001" },
    "x/claude-opus-5": { input: 1 },
  };

  it.each<[what: string, asked: Asked, amount: string | undefined]>([
    ["10 × 0.1 + 10 × 0.2", { provider: "me", model: "my-model", usage: used(10, 10) }, "0.000003"],
    [
      "18 decimals a million",
      { model: "my-model", usage: used(1, 0, { input_token_details: { cache_read: 1 } }) },
      "0.000000000000000000000001",
    ],
    ["whatever the tier", { model: "my-model", usage: used(10, 10), said: batch }, "0.000003"],
    ["of one provider's model", { provider: "x", usage: used(1, 0) }, "0.000001"],
    ["and not another's", { usage: used(1, 0) }, "0.000005"],
    ["output without a price", { provider: "x", usage: used(1, 1) }, undefined],
    [
      "a write for an hour without a price",
      { model: "my-model", usage: used(1, 0, { input_token_details: { cache_creation: 1 } }), said: writes(1) },
      undefined,
    ],
  ])("%s", async (_, asked, amount) => {
    expect((await costOf(asked, { prices })).amount).toBe(amount);
  });

  it("may be another provider's in the list", async () => {
    const cost = await costOf(
      { provider: "MyGateway", usage: used(1000, 100) },
      { providers: { MyGateway: "anthropic" } },
    );
    expect(cost).toMatchObject({ amount: "0.0075", provider: "anthropic" });
  });

  it.each([[-1], ["free"], [Number.NaN], [Infinity], [""]])("can't be %s", (input) => {
    expect(() => costHandler({ prices: { mine: { input } } })).toThrow(InvalidPriceError);
  });

  it("need an input", () => {
    expect(() => costHandler({ prices: { mine: {} as never } })).toThrow('"input" of "mine"');
  });
});

it("agrees with the list's own figures, but for what floating point loses", async () => {
  const count = fc.nat(1_000_000);
  const models = fc.constantFrom(
    ["anthropic", "claude-opus-5"],
    ["anthropic", "claude-sonnet-4-5"],
    ["openai", "gpt-5.6"],
    ["google", "gemini-2.5-pro"],
    ["deepseek", "deepseek-chat"],
    ["mistral", "mistral-large-latest"],
  );
  await fc.assert(
    fc.asyncProperty(models, fc.tuple(count, count, count, count), async ([provider, model], counts) => {
      const [fresh, read, written, output] = counts;
      const usage = used(fresh + read + written, output, {
        input_token_details: { cache_read: read, cache_creation: written },
      });
      const cost = await costOf({ provider: provider as string, model: model as string, usage });
      const tokens = {
        input_tokens: fresh + read + written,
        cache_read_tokens: read,
        cache_write_tokens: written,
        output_tokens: output,
      };
      const listed = calcPrice(tokens, model as string, { providerId: provider as string })?.total_price ?? Number.NaN;
      expect(Number(cost.amount)).toBeCloseTo(listed, 9);
    }),
    propertyParametersOf(200),
  );
});
