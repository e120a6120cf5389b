import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TraceEvent } from "@earshot/trace";
import { afterAll, describe, expect, it } from "vitest";
import { runEarshot } from "./support/run-earshot.js";

const folder = mkdtempSync(join(tmpdir(), "earshot-command-"));
const file = join(folder, "traces.jsonl");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const facts = { tags: ["billing"], metadata: {}, visibility: "user", source: "earshot" } as const;
const chain = { ...facts, runId: "aaa-chain", rootRunId: "aaa-chain", kind: "chain", name: "ask" } as const;
const model = {
  ...facts,
  runId: "aab-model",
  rootRunId: "aaa-chain",
  parentRunId: "aaa-chain",
  kind: "chat_model",
} as const;
const usage = { inputTokens: 1000, outputTokens: 100, totalTokens: 1100, source: "provider" } as const;
const error = { name: "RateLimitError", message: "slow \u001B[31mdown" };
const events: TraceEvent[] = [
  { ...chain, type: "chain.start", seq: 0, time: 1000, text: "hello there" },
  { ...model, type: "chat_model.start", name: "claude", seq: 1, time: 1010, payload: '{"messages":["hi"]}' },
  {
    ...model,
    type: "chat_model.end",
    name: "claude",
    seq: 2,
    time: 1210,
    status: "ok",
    usage,
    cost: { amount: "0.0075" },
  },
  { ...chain, type: "chain.end", seq: 3, time: 1250, status: "ok" },
  { ...chain, runId: "bbb", rootRunId: "bbb", name: "fail", type: "chain.start", seq: 0, time: 2000 },
  {
    ...chain,
    runId: "bbb",
    rootRunId: "bbb",
    name: "fail",
    type: "chain.end",
    seq: 1,
    time: 2007,
    status: "error",
    error,
  },
];
writeFileSync(file, `${events.map((event) => JSON.stringify(event)).join("\n")}\n{"cut o`);

const look = (...words: string[]) => runEarshot([...words, "--traces", file], { env: { TZ: "UTC" } });

describe("earshot runs and show", () => {
  it("list runs, the newest first, and say what could not be read", async () => {
    const { exitCode, stdout, stderr } = await look("runs");
    expect([exitCode, stderr]).toEqual([
      0,
      `1 line of ${file} can't be read, and are left out.\n`.replace("are", "is"),
    ]);
    expect(stdout.replaceAll(/ +/g, " ")).toBe(
      "RUN STARTED NAME TIME TOKENS COST INPUT\n" +
        "bbb ✗ 1970-01-01 00:00:02 fail 7ms RateLimitError: slow ␛[31mdown\n" +
        "aaa-chain ✓ 1970-01-01 00:00:01 ask 250ms 1100 $0.0075 hello there\n",
    );
  });

  it("take filters, and answer JSON", async () => {
    const { stdout } = await look("runs", "--kind", "chat_model", "--json");
    expect((JSON.parse(stdout) as { runId: string }[]).map(({ runId }) => runId)).toEqual(["aab-model"]);
    expect(await look("runs", "--status", "oops")).toMatchObject({ exitCode: 2, stdout: "" });
  });

  it("draw a tree by the beginning of an id, list those that are meant by too little, and miss what is not there", async () => {
    const { exitCode, stdout } = await look("show", "aaa", "--payloads");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^aaa-chain · 1970-01-01 00:00:01 · earshot · #billing\n/);
    expect(stdout).toMatch(/╰─ claude +200ms ✓ .*1000 → 100 tokens · \$0\.0075\n/);
    expect(stdout).toContain('"messages": [');
    const several = await look("show", "aa");
    expect(several.exitCode).toBe(1);
    expect(several.stderr).toMatch(/begins the ids of several runs\. Say more of it:\n {2}aa/);
    const none = await look("show", "zzz");
    expect(none.stderr).toContain('There is no run "zzz". See which there are: earshot runs');
  });

  it("say what to do without traces", async () => {
    expect(await runEarshot(["runs"])).toMatchObject({ exitCode: 1, stdout: "" });
    const { stderr } = await runEarshot(["runs", "--traces", "no-such-file"]);
    expect(stderr).toBe(
      "earshot: Can't read no-such-file (ENOENT). Name a file of trace events with --traces <file>, or set EARSHOT_TRACES.\n",
    );
  });
});
