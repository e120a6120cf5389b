import { readFileSync } from "node:fs";
import { calcPrice } from "@pydantic/genai-prices";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configure, run, runStream, type RunHandle, type Usage } from "@earshot/core/events";
import type { UsageMetadata } from "@earshot/core/messages";
import { listedBy } from "../pricing/price-list.js";
import { costHandler, type CostHandlerOptions } from "./cost-handler.js";
import { InvalidPriceError } from "../pricing/invalid-price-error.js";
import type { RunCost } from "./run-cost.js";

const used = (input: number, output: number, details: Partial<UsageMetadata> = {}): Usage => ({
  source: "provider",
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
  ...details,
});

interface Asked {
  readonly provider?: string;
  readonly model?: string;
  readonly usage?: Usage;
  /** What the answer says of itself. */
  readonly said?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
}

const chain = (name: string) => ({ kind: "chain", name, start: { inputs: 1 } }) as const;

/** Asks a model that answers with the given figures. */
function ask(asked: Asked, config?: Parameters<typeof run>[2], inside?: (handle: RunHandle) => unknown) {
  const { provider = "anthropic", model = "claude-opus-5", usage, said = {}, metadata } = asked;
  const start = { messages: [], invocationParams: model === "" ? {} : { model }, options: {} };
  const options = {
    kind: "chat_model",
    name: "model",
    start,
    metadata: { ls_provider: provider, ...metadata },
  } as const;
  const message = { response_metadata: said };
  return run(
    options,
    async (handle) => {
      await inside?.(handle);
      if (usage !== undefined) handle.usage = usage;
      return { generations: [[{ text: "x", message }]] };
    },
    config,
  );
}

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
    { numRuns: 200 },
  );
});

it("prices embeddings", async () => {
  const cost = costHandler();
  const metadata = { ls_provider: "openai", model: "text-embedding-3-small" };
  await run(
    { kind: "embedding", name: "embed", start: { texts: ["a"] }, metadata },
    (handle) => {
      handle.usage = used(1000, 0);
      return [[0]];
    },
    { callbacks: [cost] },
  );
  expect(cost.total).toMatchObject({ amount: "0.00002", calls: 1, unknown: 0 });
});

describe("sums", () => {
  it("are those of the models at the leaves, in every run above them", async () => {
    const cost = costHandler({ keep: 1 });
    const ids = { root: "", left: "", right: "", wrapper: "" };
    await run(
      chain("root"),
      async (root) => {
        ids.root = root.runId;
        await run(
          chain("left"),
          async (left) => {
            ids.left = left.runId;
            await ask({ usage: used(1000, 100) }, left.config);
            await ask({ usage: used(1000, 100, cached) }, left.config);
            expect(cost.costOf(left.runId)).toMatchObject({ amount: "0.014475", calls: 2 });
          },
          root.config,
        );
        await run(
          chain("right"),
          async (right) => {
            ids.right = right.runId;
            await ask({ model: "none", usage: used(7, 7) }, right.config);
            await ask({}, right.config);
            await ask({ usage: { ...used(10, 0), source: "estimated" } as Usage }, right.config);
            // A model that asks another one repeats what that one used.
            await ask({ usage: used(1000, 100) }, right.config, async (wrapper) => {
              ids.wrapper = wrapper.runId;
              await ask({ usage: used(1000, 100) }, wrapper.config);
            });
          },
          root.config,
        );
      },
      { callbacks: [cost] },
    );
    expect(cost.costOf(ids.left)).toMatchObject({ amount: "0.014475", calls: 2, unknown: 0 });
    expect(cost.costOf(ids.right)).toMatchObject({ amount: "0.00755", calls: 4, unknown: 2, estimated: 1 });
    expect(cost.costOf(ids.wrapper)).toMatchObject({ amount: "0.0075", calls: 1 });
    expect(cost.costOf(ids.root)).toEqual(cost.total);
    expect(cost.total).toMatchObject({
      amount: "0.022025",
      currency: "USD",
      calls: 6,
      unknown: 2,
      estimated: 1,
      partial: 0,
      usage: {
        inputTokens: 3017,
        outputTokens: 307,
        totalTokens: 3324,
        cacheReadTokens: 200,
        cacheWriteTokens: 300,
        unknown: 1,
      },
    });
    expect(cost.usageOf(ids.left)).toMatchObject({ inputTokens: 2000, cacheReadTokens: 200 });
  });

  it("tell of a run that ended early that it may have cost more", async () => {
    const costs: RunCost[] = [];
    const cost = costHandler({ onCost: (figure) => costs.push(figure) });
    const start = { messages: [], invocationParams: { model: "claude-opus-5" }, options: {} };
    const stream = runStream(
      { kind: "chat_model", name: "model", start },
      async function* (handle) {
        handle.usage = used(1000, 1);
        yield { text: "a" };
        yield { text: "b" };
      },
      { callbacks: [cost] },
    );
    for await (const _ of stream) break;
    expect(costs).toMatchObject([{ status: "cancelled", amount: "0.005025", isPartial: true }]);
    expect(cost.total).toMatchObject({ calls: 1, partial: 1 });
  });

  it("take a hit of a cache for nothing, whoever says it", async () => {
    const cost = costHandler();
    await ask({ usage: used(1000, 100) }, { callbacks: [cost] }, (handle) => handle.cacheHit("k"));
    expect(cost.total).toMatchObject({ amount: "0", calls: 1, unknown: 0, usage: { totalTokens: 0 } });
  });

  it("stay apart for calls at the same time, and are told at the end of each", async () => {
    const totals: string[] = [];
    const cost = costHandler({ onTotal: ({ amount, calls }) => totals.push(`${calls} ${amount}`) });
    const call = (models: number) =>
      run(
        chain("root"),
        ({ config }) => Promise.all(Array.from({ length: models }, () => ask({ usage: used(1000, 100) }, config))),
        { callbacks: [cost] },
      );
    await Promise.all(Array.from({ length: 50 }, (_, index) => call(index % 4)));
    expect(totals.sort()).toEqual([
      ...Array.from({ length: 13 }, () => "0 0"),
      ...Array.from({ length: 13 }, () => "1 0.0075"),
      ...Array.from({ length: 12 }, () => "2 0.015"),
      ...Array.from({ length: 12 }, () => "3 0.0225"),
    ]);
    expect(cost.total.calls).toBe(13 + 24 + 36);
  });

  it("are forgotten when the call is over, unless they are to be kept", async () => {
    const forgets = costHandler();
    const keeps = costHandler({ keep: 1 });
    const ids: string[] = [];
    for (let index = 0; index < 2; index++)
      await ask({ usage: used(1, 0) }, { callbacks: [forgets, keeps] }, ({ runId }) => {
        ids.push(runId);
        expect(forgets.costOf(runId)).toMatchObject({ calls: 0 });
      });
    expect(ids.map((id) => forgets.costOf(id))).toEqual([undefined, undefined]);
    expect(ids.map((id) => keeps.costOf(id)?.calls)).toEqual([undefined, 1]);
  });

  it("are the same whether the handler is on the call, on a run below, or on everything", async () => {
    const attached = { call: costHandler(), below: costHandler(), everything: costHandler() };
    const undo = configure({ callbacks: [attached.everything] });
    try {
      await run(
        chain("root"),
        ({ config }) =>
          run(chain("part"), ({ config: inner }) => ask({ usage: used(1000, 100) }, inner), {
            ...config,
            callbacks: [attached.below],
          }),
        { callbacks: [attached.call] },
      );
    } finally {
      undo();
    }
    for (const cost of Object.values(attached)) expect(cost.total).toMatchObject({ amount: "0.0075", calls: 1 });
  });
});
