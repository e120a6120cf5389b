import { expect, it } from "vitest";
import { run, type RunnableConfig } from "@earshot/core/events";
import { recordingHandler } from "@earshot/testing";
import { costHandler } from "../cost/cost-handler.js";
import { renderRunTree } from "./render-run-tree.js";
import type { RunNode } from "./run-node.js";
import { runTreeHandler } from "./run-tree-handler.js";

const chain = (name: string) => ({ kind: "chain", name, start: { inputs: 1 } }) as const;
const model = {
  kind: "chat_model",
  name: "model",
  start: { messages: [], invocationParams: {}, options: {} },
} as const;

it("keeps what ran below what, and how it ended", async () => {
  const tree = runTreeHandler();
  const failure = new Error("broken");
  const work = run(
    chain("root"),
    async ({ config }) => {
      await run(
        model,
        (handle) => {
          handle.retry({ attempt: 1, error: failure });
          handle.usage = { source: "provider", input_tokens: 1, output_tokens: 2, total_tokens: 3 };
          return { generations: [[{ text: "x" }]] };
        },
        config,
      );
      await run(chain("child"), () => Promise.reject(failure), config);
    },
    { callbacks: [tree] },
  );
  expect(tree.roots[0]).toMatchObject({ name: "root", status: "open", endedAt: undefined });
  await expect(work).rejects.toBe(failure);
  expect(tree.roots).toMatchObject([
    {
      name: "root",
      status: "error",
      error: failure,
      children: [
        { name: "model", kind: "chat_model", status: "ok", retries: 1, usage: { output_tokens: 2 }, children: [] },
        { name: "child", status: "error", error: failure },
      ],
    },
  ]);
  tree.clear();
  expect(tree.roots).toEqual([]);
});

it("has each run that was heard exactly once", async () => {
  const tree = runTreeHandler();
  const recording = recordingHandler();
  await run(chain("root"), ({ config }) => Promise.all(["a", "b"].map((name) => run(chain(name), () => 1, config))), {
    callbacks: [tree, recording],
  });
  const ids = tree.roots.flatMap((root) => [root.runId, ...root.children.map(({ runId }) => runId)]);
  expect(ids).toEqual(recording.ofType("chain.start").map(({ runId }) => runId));
});

it("keeps the latest roots only", async () => {
  const tree = runTreeHandler({ maxRoots: 2 });
  for (const name of ["a", "b", "c"]) await run(chain(name), () => 1, { callbacks: [tree] });
  expect(tree.roots.map(({ name }) => name)).toEqual(["b", "c"]);
});

it("draws the tree with times, bars, tokens, retries and the error where it happened", () => {
  const node = (facts: Partial<RunNode>): RunNode => ({
    runId: "",
    name: "run",
    kind: "chain",
    runType: undefined,
    status: "ok",
    startedAt: 0,
    endedAt: 1000,
    firstTokenAt: undefined,
    usage: undefined,
    error: undefined,
    retries: 0,
    children: [],
    ...facts,
  });
  const error = new Error("no\u001Bwrite", { cause: new TypeError("closed") });
  const usage = { source: "provider", input_tokens: 12, output_tokens: 34, total_tokens: 46 } as const;
  const root = node({
    name: "root",
    status: "error",
    error,
    children: [
      node({
        name: "a",
        endedAt: 500,
        firstTokenAt: 250,
        usage,
        retries: 2,
        children: [node({ name: "a1", status: "cancelled", endedAt: 100 })],
      }),
      node({ name: "b", startedAt: 500, status: "error", error, usage }),
    ],
  });
  expect(renderRunTree([root], { timelineWidth: 8 })).toMatchInlineSnapshot(`
    "root      1.00s ✗  ████████  failed
    ├─ a      500ms ✓  ▒▒██░░░░  12 → 34 tokens · 2 retries
    │  ╰─ a1  100ms ⊘  █░░░░░░░  cancelled
    ╰─ b      500ms ✗  ░░░░████  12 → 34 tokens · Error: no␛write ← TypeError: closed
    2 model calls, 24 → 68 tokens"
  `);
  expect(renderRunTree([root], { timelineWidth: 0 }).split("\n")[0]).toBe("root      1.00s ✗  failed");
  expect(renderRunTree([root], { timelineWidth: 8, unicode: false }).split("\n").slice(1, 3)).toEqual([
    "|- a      500ms +  ::##....  12 > 34 tokens - 2 retries",
    "|  `- a1  100ms !  #.......  cancelled",
  ]);
});

it("draws what runs cost, if it is told who knows", async () => {
  const tree = runTreeHandler();
  const cost = costHandler({ keep: 1 });
  const ask = (name: string, config: RunnableConfig) =>
    run(
      { ...model, name, start: { ...model.start, invocationParams: { model: name } } },
      (handle) => {
        handle.usage = { source: "provider", input_tokens: 1000, output_tokens: 100, total_tokens: 1100 };
        return { generations: [[{ text: "x" }]] };
      },
      config,
    );
  await run(
    chain("root"),
    async ({ config }) => {
      await ask("claude-opus-5", config);
      await ask("mine", config);
    },
    { callbacks: [tree, cost] },
  );
  const lines = tree.toString({ timelineWidth: 0, costOf: cost.costOf }).split("\n");
  expect(lines[1]).toMatch(/1000 → 100 tokens · \$0\.0075$/u);
  expect(lines[2]).toMatch(/1000 → 100 tokens · cost unknown$/u);
  expect(lines[3]).toBe("2 model calls, 2000 → 200 tokens, $0.0075 + 1 unknown");
});

it("fits into a narrow terminal: names are cut, and what does not fit beside a run stands below it", () => {
  const facts = { kind: "chain", runType: "chain", startedAt: 0, firstTokenAt: undefined, retries: 0 } as const;
  const error = Object.assign(new Error("Number of requests has exceeded your rate limit"), { name: "RateLimitError" });
  const failed = { ...facts, runId: "b", name: "ask", status: "error", endedAt: 20, usage: undefined, error } as const;
  const usage = { source: "provider", input_tokens: 10, output_tokens: 2, total_tokens: 12 } as const;
  const asked = {
    ...failed,
    runId: "c",
    name: "a model of a long name",
    status: "ok",
    usage,
    error: undefined,
  } as const;
  const root: RunNode = {
    ...failed,
    runId: "a",
    children: [
      { ...asked, children: [] },
      { ...failed, children: [] },
    ],
  };
  expect(renderRunTree([root], { timelineWidth: 0, columns: 30 })).toMatchInlineSnapshot(`
    "ask                     20ms ✗
    │  failed
    ├─ a model of a long …  20ms ✓
    │     10 → 2 tokens
    ╰─ ask                  20ms ✗
          RateLimitError: Number
          of requests has exceeded
          your rate limit"
  `);
  const deep = Array.from({ length: 40 }).reduce<RunNode>((child) => ({ ...failed, children: [child] }), root);
  const lines = renderRunTree([deep], { timelineWidth: 0, columns: 30 }).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
});
