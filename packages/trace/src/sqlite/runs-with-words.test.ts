import { expect, test } from "vitest";
import { wholeRun } from "../conformance/example-events.js";
import type { RunQuery } from "../store/run-query.js";
import { openTraceStore } from "./open-trace-store.js";

/** More than are looked at, at once, and so many that frequent words are not named by their traces. */
const traces = 2500;
const store = await openTraceStore({ path: ":memory:" });
const wordsAt = (at: number) =>
  [
    at % 2 === 0 ? "even" : "odd",
    at % 3 === 0 ? "thirds" : "none",
    at === 7 ? "rare" : "usual",
    at % 4 === 0 ? "λόγος ſeldom" : "",
    `w${String(at)}`,
  ].join(" ");
await store.append(
  Array.from({ length: traces }, (_, at) => [
    ...wholeRun(
      `t${String(at)}`,
      { kind: "chain", time: at, tags: at % 5 === 0 ? ["five"] : [] },
      { time: at + 1 + (at % 7) },
    ),
    ...wholeRun(`c${String(at)}`, {
      rootRunId: `t${String(at)}`,
      parentRunId: `t${String(at)}`,
      seq: 1,
      time: at,
      text: wordsAt(at),
    }),
  ]).flat(),
);

async function found(query: RunQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await store.listRuns({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.runs.map(({ runId }) => runId));
    if (page.next === undefined) return ids;
    cursor = page.next;
  }
}

const asked: readonly (readonly [name: string, RunQuery, (at: number) => boolean])[] = [
  ["a frequent word", { text: "ev" }, (at) => at % 2 === 0],
  ["two frequent words", { text: "even third" }, (at) => at % 6 === 0],
  ["a word of one run far down", { text: "rare" }, (at) => at === 7],
  ["two words that are never together", { text: "even odd" }, () => false],
  ["a word and a tag", { text: "odd", tags: ["five"] }, (at) => at % 10 === 5],
  ["the beginning of many words", { text: "w1" }, (at) => String(at).startsWith("1")],
  ["the beginning of a few words", { text: "w7 odd" }, (at) => at % 2 === 1 && String(at).startsWith("7")],
  ["a word that ends in a letter that is written in two ways", { text: "ΛΌΓΟΣ" }, (at) => at % 4 === 0],
  ["a word that begins with such a letter", { text: "ſeld" }, (at) => at % 4 === 0],
  ["a word, in a large page", { text: "thirds", limit: 1000 }, (at) => at % 3 === 0],
];

test.each(asked)("%s is found on all pages, in each scope and order", async (_, query, isMeant) => {
  const meant = Array.from({ length: traces }, (__, at) => at).filter(isMeant);
  const isOfCalls = query.tags === undefined;
  expect(await found(query)).toEqual(meant.map((at) => `t${String(at)}`).reverse());
  expect(await found({ ...query, order: "oldest", limit: 200 })).toEqual(meant.map((at) => `t${String(at)}`));
  expect((await found({ ...query, order: "slowest", limit: 300 })).sort()).toEqual(
    meant.map((at) => `t${String(at)}`).sort(),
  );
  if (isOfCalls) expect(await found({ ...query, scope: "all" })).toEqual(meant.map((at) => `c${String(at)}`).reverse());
});
