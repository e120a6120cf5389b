import { type RunRecord, traceTree } from "@earshot/trace/reducer";
import { expect, it } from "vitest";
import { criticalPath } from "../../client/src/trace/critical-path.js";

/** A run from one moment to another; without an end it goes on. */
function run(runId: string, [startedAt, endedAt]: readonly [number, number?], parentRunId?: string): RunRecord {
  return {
    runId,
    rootRunId: "root",
    seq: startedAt,
    kind: "chain",
    name: runId,
    status: endedAt === undefined ? "running" : "ok",
    startedAt,
    tags: [],
    metadata: {},
    visibility: "user",
    source: "earshot",
    retries: 0,
    feedback: [],
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(parentRunId === undefined ? {} : { parentRunId }),
  };
}

function pathOf(runs: readonly RunRecord[], now = 1_000): readonly string[] {
  return traceTree(runs).flatMap((tree) => [...criticalPath(tree, now)].sort());
}

it("is all that ran one after the other", () => {
  expect(pathOf([run("root", [0, 30]), run("a", [0, 10], "root"), run("b", [10, 30], "root")])).toEqual([
    "a",
    "b",
    "root",
  ]);
});

it("is of runs side by side the one that ended last, and what is below it", () => {
  const runs = [
    run("root", [0, 30]),
    run("quick", [0, 10], "root"),
    run("slow", [0, 30], "root"),
    run("inner", [5, 30], "slow"),
    run("unimportant", [0, 9], "quick"),
  ];
  expect(pathOf(runs)).toEqual(["inner", "root", "slow"]);
});

it("passes over what ended while something else was still waited for", () => {
  const runs = [
    run("root", [0, 40]),
    run("first", [0, 15], "root"),
    run("overlapping", [10, 25], "root"),
    run("last", [20, 40], "root"),
  ];
  expect(pathOf(runs)).toEqual(["first", "last", "root"]);
});

it("takes what still runs to end now", () => {
  expect(pathOf([run("root", [0]), run("done", [0, 50], "root"), run("going", [10], "root")], 100)).toEqual([
    "going",
    "root",
  ]);
});

it("goes as deep as chains do", () => {
  const runs = Array.from({ length: 20_000 }, (_, depth) =>
    run(`${depth}`, [depth, 50_000], depth === 0 ? undefined : `${depth - 1}`),
  );
  expect(pathOf(runs, 50_000)).toHaveLength(20_000);
});
