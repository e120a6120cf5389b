import { expect, test } from "vitest";
import { exampleRun } from "../conformance/example-events.js";
import type { RunQuery } from "../store/run-query.js";
import { openTraceStore } from "./open-trace-store.js";

/** So many that those with a frequent judgement are not named one by one. */
const runs = 2500;
const store = await openTraceStore({ path: ":memory:" });
await store.append(
  Array.from({ length: runs }, (_, at) => {
    const run = exampleRun(`r${String(at)}`, { time: at });
    const rating = { feedbackId: "f", key: "rating", score: at % 2, ...(at === 7 ? { comment: "rare" } : {}) };
    return [run.start(), run.end(), run.feedback("f", { feedback: rating })];
  }).flat(),
);

test.each<[name: string, query: RunQuery, isMeant: (at: number) => boolean]>([
  ["rated as many are", { feedback: ["good"] }, (at) => at % 2 === 1],
  ["rated as many are, and one noted on", { feedback: ["bad", "note"] }, (at) => at % 2 === 0 || at === 7],
  ["noted on, one of many", { feedback: ["note"] }, (at) => at === 7],
  ["rated so, in which words stand", { feedback: ["good"], text: "rare" }, (at) => at === 7],
])("%s: found in each scope and order", async (_, query, isMeant) => {
  const meant = Array.from({ length: runs }, (__, at) => at).filter(isMeant);
  const found = async (asked: RunQuery) =>
    (await store.listRuns({ limit: 1000, ...query, ...asked })).runs.map(({ runId }) => Number(runId.slice(1)));
  expect(await found({ order: "oldest" })).toEqual(meant.slice(0, 1000));
  expect(await found({ scope: "all", order: "newest" })).toEqual([...meant].reverse().slice(0, 1000));
  expect((await store.statistics(query))[0]?.runs).toBe(meant.length);
});
