import { describe, expect, it } from "vitest";
import { configure, run, runStream, type Usage } from "@earshot/core/events";
import { ask, chain, used } from "../../tests/support/ask.js";
import { costHandler } from "./cost-handler.js";
import type { RunCost } from "./run-cost.js";

const cached = { input_token_details: { cache_read: 200, cache_creation: 300 } };

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
