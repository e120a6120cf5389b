import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceEvent } from "../schema/trace-event.js";
import { recordOfDraft } from "./record-of-draft.js";
import { reduceEvents, type RunDrafts } from "./reduce-events.js";
import { traceTree, traceTreeInSteps, type TraceNode } from "./trace-tree.js";

const facts = { tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;
const none: RunDrafts = new Map();
const recordsOf = (events: Iterable<TraceEvent>) => [...reduceEvents(none, events).values()].map(recordOfDraft);

/** All events of a model below a chain, in order. */
function story(tokens: number): TraceEvent[] {
  const chain = { ...facts, runId: "c", rootRunId: "c", kind: "chain", name: "ask" } as const;
  const model = { ...facts, runId: "m", rootRunId: "c", parentRunId: "c", kind: "chat_model", name: "model" } as const;
  const usage = { inputTokens: 7, outputTokens: tokens, totalTokens: 7 + tokens, source: "provider" } as const;
  const said: Omit<TraceEvent, "seq" | "time">[] = [
    { ...chain, type: "chain.start", text: "question", metadata: { thread_id: "t1" } },
    { ...model, type: "chat_model.start", text: "question", model: "asked" },
    { ...model, type: "run.retry" },
    ...Array.from({ length: tokens }, (_, index) => ({
      ...model,
      type: "chat_model.delta" as const,
      index,
      text: `${index} `,
    })),
    {
      ...model,
      type: "chat_model.end",
      status: "ok",
      usage,
      cost: { amount: "0.0003" },
      model: "answered",
      text: "all",
    },
    { ...chain, type: "chain.end", status: "error", error: { name: "Error", message: "late" } },
    { ...chain, type: "run.feedback", feedback: { feedbackId: "f", key: "good", score: 1 } },
  ];
  return said.map((event, seq) => ({ ...event, seq, time: 1000 + seq }));
}

describe("reduceEvents", () => {
  it("makes records of what was heard", () => {
    const [chain, model] = recordsOf(story(3));
    expect(chain).toMatchObject({
      status: "error",
      sessionId: "t1",
      inputPreview: "question",
      startedAt: 1000,
      endedAt: 1007,
    });
    expect(chain?.feedback).toEqual([{ feedbackId: "f", key: "good", score: 1 }]);
    expect(model).toMatchObject({ status: "ok", model: "answered", cost: "0.0003", retries: 1, outputPreview: "all" });
  });

  it("shows a run that has not ended as running, with what came of its answer", () => {
    const [, model] = recordsOf(story(3).slice(0, 5));
    expect(model).toMatchObject({ status: "running", outputPreview: "0 1", model: "asked" });
    expect(model?.endedAt).toBeUndefined();
  });

  it("shows of an answer that is still coming how it begins, whichever chunk came first and however many there are", () => {
    const [chain, model, retry, ...chunks] = story(10_000);
    const soFar = [chain!, model!, retry!, ...chunks.slice(0, 9_000).toReversed()];
    const preview = recordsOf(soFar)[1]?.outputPreview ?? "";
    expect(preview).toMatch(/^0 1 2 3 .*…$/);
    expect(preview).toHaveLength(200);
  });

  it("takes feedback back, in whatever order it comes", () => {
    const events = story(0);
    const given = events.at(-1) as TraceEvent;
    const taken: TraceEvent = {
      ...given,
      time: given.time + 1,
      feedback: { feedbackId: "f", key: "good", isRemoved: true },
    };
    for (const order of [
      [given, taken],
      [taken, given],
    ])
      expect(recordsOf([...events.slice(0, -1), ...order])[0]?.feedback).toEqual([]);
  });

  it("leaves what it was given as it was, however many chunks come", () => {
    const [, start, , ...deltas] = story(20);
    const before = reduceEvents(none, [start as TraceEvent, ...deltas.slice(0, 5)]);
    const after = reduceEvents(before, deltas.slice(5, 20));
    const sizes = [before, after].map((drafts) => drafts.get("m")?.deltas.size);
    expect(sizes).toEqual([5, 20]);
  });

  it("comes to the same, in any order, in any portions, with any repetitions", () => {
    const events = story(8);
    const expected = traceTree(recordsOf(events));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 10 }),
        fc.integer({ min: 1, max: 6 }),
        (shuffled, again, portion) => {
          const all = [...shuffled, ...again];
          let drafts = none;
          for (let at = 0; at < all.length; at += portion) drafts = reduceEvents(drafts, all.slice(at, at + portion));
          expect(traceTree([...drafts.values()].map(recordOfDraft))).toEqual(expected);
          expect(reduceEvents(drafts, again)).toBe(drafts);
        },
      ),
    );
  });

  it("has every run of which anything was heard, once, whatever is missing", () => {
    fc.assert(
      fc.property(fc.subarray(story(4), { minLength: 1 }), (heard) => {
        const ids = (nodes: readonly TraceNode[]): string[] =>
          nodes.flatMap(({ run, children }) => [run.runId, ...ids(children)]);
        expect(ids(traceTree(recordsOf(heard))).sort()).toEqual([...new Set(heard.map(({ runId }) => runId))].sort());
      }),
    );
  });
});

describe("traceTree", () => {
  it("sums what model calls at the leaves used and cost, exactly", () => {
    const [top] = traceTree(recordsOf(story(3)));
    expect(top?.children.map(({ run }) => run.name)).toEqual(["model"]);
    expect(top?.run.totals).toEqual({
      runs: 2,
      errors: 1,
      modelCalls: 1,
      toolCalls: 0,
      usage: { inputTokens: 7, outputTokens: 3, totalTokens: 10 },
      cost: "0.0003",
      unknownCosts: 0,
    });
  });

  it("keeps a run at the top until its parent is there, and runs that are each other's parents", () => {
    const [chain, model] = recordsOf(story(1));
    if (chain === undefined || model === undefined) throw new Error("the story has two runs");
    expect(traceTree([model])).toMatchObject([{ isOrphan: true, run: { runId: "m" } }]);
    const knot = traceTree([{ ...chain, parentRunId: "m" }, model]);
    expect(knot).toMatchObject([{ run: { runId: "c" }, children: [{ run: { runId: "m" } }] }]);
  });

  it("can be interrupted again and again while it makes large trees", () => {
    const [chain] = recordsOf(story(0));
    if (chain === undefined) throw new Error("the story has a chain");
    const runs = Array.from({ length: 10_000 }, (_, seq) => ({ ...chain, runId: `r${seq}`, seq }));
    const work = traceTreeInSteps(runs);
    let steps = 0;
    let step = work.next();
    for (; step.done !== true; step = work.next()) steps += 1;
    expect(steps).toBeGreaterThan(20);
    expect(step.value).toEqual(traceTree(runs));
  });

  it("has no limit of depth", () => {
    const [chain] = recordsOf(story(0));
    if (chain === undefined) throw new Error("the story has a chain");
    const runs = Array.from({ length: 30_000 }, (_, seq) => ({
      ...chain,
      runId: `r${seq}`,
      seq,
      ...(seq === 0 ? {} : { parentRunId: `r${seq - 1}` }),
    }));
    expect(traceTree(runs)[0]?.run.totals.runs).toBe(30_000);
  });
});
