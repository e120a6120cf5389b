import { renderRunTree } from "@earshot/handlers/run-tree";
import type { RunRecord } from "@earshot/trace";
import { expect, it } from "vitest";
import { runRecord } from "../../tests/support/run-record.js";
import { compareRuns } from "../diff/compare-runs.js";
import { renderComparison } from "../diff/render-comparison.js";
import { nodeOfRun } from "../store/node-of-run.js";
import { plainColors } from "../terminal/plain-colors.js";
import { renderTable } from "../terminal/render-table.js";
import { runNodeOfTrace } from "./run-node-of-trace.js";

/** The runs of a trace, each below the one that is said. */
const runs = (count: number, parentOf: (at: number) => number): RunRecord[] =>
  Array.from({ length: count }, (_, at) =>
    runRecord(`r${at}`, {
      rootRunId: "r0",
      ...(at === 0 ? {} : { parentRunId: `r${parentOf(at)}` }),
      seq: at,
      startedAt: at,
      endedAt: count,
      name: "r",
    }),
  );
const node = (of: readonly RunRecord[], runId: string) => {
  const found = nodeOfRun(of, runId);
  if (found === undefined) throw new Error(`There is no ${runId}.`);
  return found;
};
const nothing = { async *exportTrace() {} };

it("draws and compares traces that are deeper than functions can call each other", async () => {
  const all = runs(6_000, (at) => at - 1);
  const top = node(all, "r0");
  expect(node(all, "r5999").children).toEqual([]);
  expect(renderRunTree([runNodeOfTrace(top)], { columns: 80 }).split("\n")).toHaveLength(6_000);
  const compared = await compareRuns(nothing, [top, top]);
  expect(renderComparison(compared, { colors: plainColors })).toContain("6000 same");
});

it("finds a run in a trace in which more stand side by side than a call may have arguments", () => {
  const all = runs(150_000, () => 0);
  expect(node(all, "r149999").run.runId).toBe("r149999");
});

it("lays out tables of more rows than a call may have arguments", () => {
  const rows = Array.from({ length: 150_000 }, (_, at) => [String(at)]);
  const table = { titles: ["AT"], rows, rightAligned: new Set<string>(), spare: [] };
  expect(renderTable(table, { colors: plainColors, columns: 80 })).toHaveLength(150_001);
});
