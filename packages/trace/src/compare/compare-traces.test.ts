import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traceTree, type TraceNode } from "../reducer/trace-tree.js";
import type { RunRecord } from "../schema/run-record.js";
import { type ComparedRun, compareTraces } from "./compare-traces.js";

interface Step extends Partial<RunRecord> {
  readonly name: string;
  readonly asked?: string;
  readonly below?: readonly Step[];
}

let nextId = 0;

const unsaid = {
  kind: "chain",
  status: "ok",
  startedAt: 1000,
  tags: [],
  metadata: {},
  visibility: "user",
  source: "earshot",
  retries: 0,
  feedback: [],
} as const;

/** The tree of a run that is told as steps. */
function treeOf(root: Step): readonly TraceNode[] {
  const runs: RunRecord[] = [];
  const rootRunId = `run-${nextId}`;
  const add = ({ asked, below = [], ...said }: Step, parentRunId?: string) => {
    const runId = `run-${nextId++}`;
    runs.push({
      ...unsaid,
      runId,
      rootRunId,
      seq: nextId,
      endedAt: 1000 + nextId,
      ...(parentRunId === undefined ? {} : { parentRunId }),
      ...(asked === undefined ? {} : { inputPreview: asked }),
      ...said,
    });
    for (const step of below) add(step, runId);
  };
  add(root);
  return traceTree(runs);
}

/** Every compared run as a line: `=` same, `~` changed, `<` only left, `>` only right. */
function linesOf(runs: readonly ComparedRun[], depth = 0): string[] {
  const marks = { same: "=", changed: "~", left: "<", right: ">" };
  return runs.flatMap((run) => {
    const names = [run.left, run.right].map((side) => side && `${side.name}${side.inputPreview ?? ""}`);
    const name = names[0] === names[1] ? names[0] : names.filter((each) => each !== undefined).join("|");
    return [`${"  ".repeat(depth)}${marks[run.change]} ${name}`, ...linesOf(run.children, depth + 1)];
  });
}

const compare = (left: Step, right: Step) => linesOf(compareTraces(treeOf(left), treeOf(right)).runs);
const model = (asked: string, said: Partial<Step> = {}): Step => ({
  name: "Model",
  kind: "chat_model",
  asked,
  ...said,
});
const tool = (name: string, asked: string): Step => ({ name, kind: "tool", asked });

const steps: fc.Arbitrary<Step> = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.record(
    {
      name: fc.constantFrom("a", "b", "c"),
      kind: fc.constantFrom("chain", "chat_model", "tool"),
      asked: fc.constantFrom("x", "y", "z"),
      outputPreview: fc.constantFrom("1", "2"),
      status: fc.constantFrom("ok", "error"),
      below: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("step"), { maxLength: 5 })),
    },
    { requiredKeys: ["name"] },
  ),
})).step;

/** Who was paired with whom and what was found, whichever side is which. */
function pairsOf(runs: readonly ComparedRun[], isMirrored: boolean): string[] {
  const words = isMirrored ? { left: "right", right: "left", same: "same", changed: "changed" } : undefined;
  return runs
    .flatMap((run) => {
      const differences = run.change === "same" || run.change === "changed" ? run.differences : [];
      const told = differences.map(({ aspect, left, right }) => [
        aspect,
        ...(isMirrored ? [right, left] : [left, right]),
      ]);
      const sides = [run.left?.runId, run.right?.runId];
      const line = [words?.[run.change] ?? run.change, isMirrored ? sides.toReversed() : sides, told, run.changesBelow];
      return [JSON.stringify(line), ...pairsOf(run.children, isMirrored)];
    })
    .sort();
}

describe("compareTraces", () => {
  it("finds a trace the same as itself", () => {
    fc.assert(
      fc.property(steps, (step) => {
        const tree = treeOf(step);
        const { counts, runs } = compareTraces(tree, tree);
        expect(counts).toEqual({ same: tree[0]?.run.totals.runs, changed: 0, left: 0, right: 0 });
        expect(runs[0]?.changesBelow).toBe(0);
      }),
    );
  });

  it("finds the same, whichever side is which, and tells of every run once", () => {
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [left, right] = [treeOf(one), treeOf(other)];
        const there = compareTraces(left, right);
        const back = compareTraces(right, left);
        expect(pairsOf(back.runs, true)).toEqual(pairsOf(there.runs, false));
        const { same, changed, ...alone } = there.counts;
        expect(back.counts).toEqual({ same, changed, left: alone.right, right: alone.left });
        expect(same + changed + alone.left).toBe(left[0]?.run.totals.runs);
        expect(same + changed + alone.right).toBe(right[0]?.run.totals.runs);
      }),
    );
  });

  it("takes a step more for a step more: what follows keeps its other", () => {
    const left = {
      name: "agent",
      below: [model("1"), tool("search", "a"), model("2"), tool("search", "c"), model("3")],
    };
    const right = {
      name: "agent",
      below: [
        model("1"),
        tool("search", "a"),
        model("2"),
        tool("search", "b"),
        model("2b"),
        tool("search", "c"),
        model("3"),
      ],
    };
    expect(compare(left, right)).toEqual([
      "= agent",
      "  = Model1",
      "  = searcha",
      "  = Model2",
      "  > searchb",
      "  > Model2b",
      "  = searchc",
      "  = Model3",
    ]);
  });

  it("pairs what was asked otherwise in its order, and tools of different names never", () => {
    const left = { name: "agent", below: [model("1"), tool("search", "a"), model("2")] };
    const right = { name: "agent", below: [model("1'"), tool("calculate", "a"), model("2'")] };
    expect(compare(left, right)).toEqual([
      "= agent",
      "  ~ Model1|Model1'",
      "  < searcha",
      "  > calculatea",
      "  ~ Model2|Model2'",
    ]);
  });

  it("minds no order of what runs side by side, and pairs models that were exchanged", () => {
    const left = { name: "both", below: [{ name: "one", below: [model("q", { name: "Small" })] }, { name: "two" }] };
    const right = { name: "other", below: [{ name: "two" }, { name: "one", below: [model("q", { name: "Large" })] }] };
    expect(compare(left, right)).toEqual(["~ both|other", "  = one", "    ~ Smallq|Largeq", "  = two"]);
  });

  it("says in what runs differ, and calls those the same that only took longer", () => {
    const usage = { inputTokens: 3, outputTokens: 4, totalTokens: 7, source: "provider" } as const;
    const left = treeOf(model("q", { endedAt: 1500, usage, cost: "0.1", model: "m-1", outputPreview: "yes" }));
    const right = treeOf(
      model("q", {
        endedAt: 1700,
        status: "error",
        error: { name: "Error", message: "late" },
        model: "m-2",
        retries: 1,
      }),
    );
    const [run] = compareTraces(left, right).runs;
    expect(run).toMatchObject({
      change: "changed",
      differences: [
        { aspect: "status", left: "ok", right: "error" },
        { aspect: "error", right: "Error: late" },
        { aspect: "model", left: "m-1", right: "m-2" },
        { aspect: "output", left: "yes" },
        { aspect: "retries", left: 0, right: 1 },
        { aspect: "tokens", left: 7 },
        { aspect: "cost", left: "0.1" },
        { aspect: "duration", left: 500, right: 700 },
      ],
    });
    const [slower] = compareTraces(treeOf(model("q", { endedAt: 1500 })), treeOf(model("q", { endedAt: 9000 }))).runs;
    expect(slower).toMatchObject({ change: "same", differences: [{ aspect: "duration", left: 500, right: 8000 }] });
  });

  it("compares whole contents where both sides have them, and previews else", () => {
    const [left, right] = [treeOf(model("q")), treeOf(model("q"))];
    const ids = [left[0]?.run.runId, right[0]?.run.runId];
    const whole = compareTraces(left, right, {
      contentOf: ({ runId }) => ({ input: runId === ids[0] ? "q…1" : "q…2" }),
    });
    expect(whole.counts.changed).toBe(1);
    const half = compareTraces(left, right, {
      contentOf: ({ runId }) => (runId === ids[0] ? { input: "q…1" } : undefined),
    });
    expect(half.counts.same).toBe(1);
  });

  it("compares trees of any depth", () => {
    const runs = Array.from({ length: 20_000 }, (_, index) => ({
      ...(treeOf({ name: "link" })[0] as TraceNode).run,
      runId: `link-${index}`,
      ...(index === 0 ? {} : { parentRunId: `link-${index - 1}` }),
    }));
    const tree = traceTree(runs);
    expect(compareTraces(tree, tree).counts.same).toBe(20_000);
  });
});
