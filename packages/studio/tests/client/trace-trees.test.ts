import { expect, it, vi } from "vitest";
import { reduceEvents, recordOfDraft, type RunRecord } from "@earshot/trace/reducer";
import type { TraceEvent } from "@earshot/trace";
import { TraceTrees } from "../../client/src/trace/trace-trees.js";

const facts = { rootRunId: "0", tags: [], metadata: {}, visibility: "user", source: "earshot", kind: "chain" } as const;

function firstRecord(): RunRecord {
  const event: TraceEvent = { ...facts, type: "chain.start", runId: "0", name: "a", seq: 0, time: 0 };
  const [draft] = reduceEvents(new Map(), [event]).values();
  if (draft === undefined) throw new Error("no draft");
  return recordOfDraft(draft);
}

const first = firstRecord();
const recordOf = (at: number): RunRecord =>
  at === 0 ? first : { ...first, runId: String(at), seq: at, parentRunId: "0" };

const runsOf = (count: number) =>
  new Map(Array.from({ length: count }, (_, at) => [String(at), recordOf(at)] as const));

const sizeOf = (trees: TraceTrees) => trees.trees.value[0]?.run.totals.runs;

it("gives the page its turn while the trees of many runs are made", async () => {
  const trees = new TraceTrees(() => runs);
  const runs = runsOf(30_000);
  let turns = 0;
  const timer = setInterval(() => (turns += 1));
  expect(await trees.make()).toBe(true);
  clearInterval(timer);
  expect(sizeOf(trees)).toBe(30_000);
  expect(turns).toBeGreaterThan(1);
});

it("makes them anew of what came while they were made, and does not begin again before they are", async () => {
  const runs = runsOf(5_000);
  const trees = new TraceTrees(() => runs);
  const made = trees.make();
  for (let at = 5_000; at < 5_010; at += 1) {
    runs.set(String(at), recordOf(at));
    trees.makeSoon();
  }
  expect(await made).toBe(true);
  expect(sizeOf(trees)).toBe(5_000);
  await vi.waitFor(() => expect(sizeOf(trees)).toBe(5_010), 5_000);
});

it("has none after they were cleared, though some were being made", async () => {
  const runs = runsOf(5_000);
  const trees = new TraceTrees(() => runs);
  const made = trees.make();
  trees.clear();
  expect(await made).toBe(false);
  expect(trees.trees.value).toEqual([]);
});
