import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryTraceStore, spansToEvents, type TraceCost, type TraceEvent, type TraceStore } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatPaid, paidBy } from "../../studio/client/src/format/format-paid.js";
import { runEarshot } from "./support/run-earshot.js";

const facts = { rootRunId: "chain", tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;
const chain = { ...facts, runId: "chain", kind: "chain", name: "ask" } as const;
const tokens = { inputTokens: 7, outputTokens: 3, totalTokens: 10 } as const;

/** A chain with calls of a model, of whose prices their ends say nothing or `cost`: one answered by the provider, one out of a cache of one's own. */
function asked(cost?: TraceCost): TraceEvent[] {
  const call = (runId: "cache" | "provider", seq: number): TraceEvent[] => {
    const model = { ...facts, runId, parentRunId: "chain", kind: "llm", name: "local", model: "my-model" } as const;
    const end = { type: "llm.end", status: "ok", usage: { ...tokens, source: runId }, ...(cost && { cost }) } as const;
    return [
      { ...model, type: "llm.start", seq, time: seq },
      { ...model, ...end, seq: seq + 1, time: seq + 1 },
    ];
  };
  const start: TraceEvent = { ...chain, type: "chain.start", seq: 0, time: 0 };
  return [
    start,
    ...call("provider", 1),
    ...call("cache", 3),
    { ...chain, type: "chain.end", status: "ok", seq: 5, time: 5 },
  ];
}

describe("a call of which no price was said", () => {
  const folder = mkdtempSync(join(tmpdir(), "earshot-unknown-costs-"));
  const path = join(folder, "traces.db");
  let stores: readonly TraceStore[];
  beforeAll(async () => {
    stores = [memoryTraceStore(), await openTraceStore({ path })];
    for (const store of stores) await store.append(asked());
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has an unknown cost in its record, in the totals above it, in lists and in statistics; what a cache answered cost nothing", async () => {
    for (const store of stores) {
      const { runs } = await store.listRuns();
      expect(runs.map(({ totals }) => [totals?.cost, totals?.unknownCosts, totals?.modelCalls])).toEqual([["0", 1, 2]]);
      const [top, provider, cache] = await store.readTrace(runs[0]?.runId ?? "");
      expect(top?.isCostUnknown).toBeUndefined();
      expect([provider?.cost, provider?.isCostUnknown, cache?.cost, cache?.isCostUnknown]).toEqual([
        undefined,
        true,
        "0",
        undefined,
      ]);
      expect(runs.map(paidBy).map((paid) => paid && formatPaid(paid.amount, paid.unknownCosts))).toEqual(["?"]);
      for (const query of [{}, { scope: "all", kinds: ["llm"] }] as const)
        expect(await store.statistics(query)).toMatchObject([{ cost: "0", unknownCosts: 1 }]);
    }
  });

  it("is told by the command, and never as zero", async () => {
    for (const words of [["runs"], ["show", "latest"], ["stats"], ["stats", "--by", "model"]]) {
      const { stdout, exitCode } = await runEarshot([...words, "--store", path]);
      expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/unknown/)]);
      if (words[0] !== "show") expect(stdout).not.toMatch(/\$0(?! \+)/);
    }
  });

  it("costs nothing where a price says so", async () => {
    const store = memoryTraceStore();
    await store.append(asked({ amount: "0" }));
    const { runs } = await store.listRuns();
    expect(runs[0]?.totals).toMatchObject({ cost: "0", unknownCosts: 0 });
    expect(runs.map(paidBy)).toEqual([{ amount: "0", unknownCosts: 0 }]);
  });

  it("is unknown of spans too, until it has ended", async () => {
    const store = memoryTraceStore();
    const span = { kind: 3, start: 1n, end: 2n, status: { code: 0, message: "" }, events: [], links: [] };
    const attributes = new Map([["gen_ai.operation.name", "chat"]]);
    const rest = {
      name: "chat",
      attributes,
      resource: new Map(),
      scope: { name: "", version: "" },
      parentSpanId: undefined,
      traceId: "a".repeat(32),
    };
    for (const [spanId, end] of [
      ["b".repeat(16), 2n],
      ["c".repeat(16), 0n],
    ] as const)
      await store.append(spansToEvents([{ ...span, ...rest, spanId, end }]));
    const { runs } = await store.listRuns();
    expect(runs.map(({ isCostUnknown }) => isCostUnknown).sort()).toEqual([true, undefined]);
  });
});
