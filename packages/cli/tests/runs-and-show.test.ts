import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { TraceEvent } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";
import { describe, expect, it } from "vitest";
import { exampleEvents, exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";

const { store: file, path } = exampleFolder();
const look = (...words: string[]) => runEarshot([...words, "--store", file], { env: { TZ: "UTC" } });

describe("earshot runs and show", () => {
  it("list runs, the newest first", async () => {
    const { exitCode, stdout, stderr } = await look("runs");
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.replaceAll(/ +/g, " ")).toBe(
      "RUN STARTED NAME TIME TOKENS COST INPUT/ERROR\n" +
        "bbb ✗ 1970-01-01 00:00:02 fail 7ms RateLimitError: slow ␛[31mdown\n" +
        "aaa-chain ✓ 1970-01-01 00:00:01 ask 250ms 1100 $0.0075 hello there\n",
    );
  });

  it("take filters, and answer JSON", async () => {
    const { stdout } = await look("runs", "--kind", "chat_model", "--json");
    expect((JSON.parse(stdout) as { runId: string }[]).map(({ runId }) => runId)).toEqual(["aab-model"]);
    expect(await look("runs", "--status", "oops")).toMatchObject({ exitCode: 2, stdout: "" });
  });

  it("find what was rated and noted on, and tell which words there are for it", async () => {
    const rated = path("rated.db");
    const store = await openTraceStore({ path: rated });
    const said = exampleEvents
      .filter(({ type }) => type === "chain.start")
      .map((start, score): TraceEvent => ({
        ...start,
        type: "run.feedback",
        seq: 100,
        feedback: { feedbackId: "f", key: "rating", score },
      }));
    await store.append([...exampleEvents, ...said]);
    await store.close();
    const found = async (...words: string[]) => {
      const { stdout } = await runEarshot(["runs", "--json", "--store", rated, ...words]);
      return (JSON.parse(stdout) as { runId: string }[]).map(({ runId }) => runId);
    };
    expect(await found("--feedback", "bad")).toEqual(["aaa-chain"]);
    expect(await found("--feedback", "bad", "--feedback", "good")).toEqual(["bbb", "aaa-chain"]);
    expect(await found("--feedback", "note")).toEqual([]);
    expect((await look("runs", "--feedback", "great")).stderr).toContain("Allowed choices are good, bad, note.");
  });

  it("say where else to look if no outermost run is like that", async () => {
    const none = { exitCode: 0, stdout: "" };
    const isInner = "No outermost run is like that. --all looks at inner ones too.\n";
    expect(await look("runs", "--name", "claude")).toEqual({ ...none, stderr: isInner });
    expect((await look("runs", "--name", "claude", "--all")).stdout).toContain("aab-model");
    for (const words of [
      ["--name", "zzz", "--all"],
      ["--kind", "tool"],
    ])
      expect(await look("runs", ...words)).toEqual({ ...none, stderr: "No run is like that.\n" });
    const byKind = "No outermost run is like that. With --kind or --model, inner ones are looked at too.\n";
    for (const command of ["stats", "export"])
      expect(await look(command, "--name", "claude")).toEqual({ ...none, stderr: byKind });
    expect((await look("stats", "--name", "claude", "--kind", "chat_model")).stdout).toContain("claude");
  });

  it("draw a tree by the beginning of an id, list those that are meant by too little, and miss what is not there", async () => {
    const { exitCode, stdout } = await look("show", "aaa", "--payloads");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^aaa-chain · 1970-01-01 00:00:01 · earshot · #billing\n/);
    expect(stdout).toMatch(/╰─ claude +200ms ✓ .*1000 → 100 tokens · \$0\.0075\n/);
    expect(stdout).toContain('"messages": [');
    expect((await look("show", "aa")).stdout).toMatch(/^aaa-chain · /);
    const other = await openTraceStore({ path: file });
    await other.append(
      exampleEvents
        .map(
          (event) =>
            JSON.parse(JSON.stringify(event).replaceAll("aaa-", "aac-").replaceAll("aab-", "aad-")) as typeof event,
        )
        .slice(0, 4),
    );
    await other.close();
    expect((await look("show", "aad")).stdout).toMatch(/^aad-model · /);
    const several = await look("show", "aa");
    expect(several.exitCode).toBe(1);
    expect(several.stderr).toMatch(/begins the ids of several runs\. Say more of it:\n/);
    expect(several.stderr).toContain("\n  aac-chain  1970-01-01 00:00:01  ask  chain\n");
    expect(several.stderr).toContain("\n  aaa-chain  1970-01-01 00:00:01  ask  chain\n");
    const none = await look("show", "zzz");
    expect(none.stderr).toContain('There is no run "zzz". See which there are: earshot runs');
  });

  it("say what to do without runs, and about a store that is not there", async () => {
    const fresh = { EARSHOT_STORE: path("fresh.db") };
    const empty = await runEarshot(["runs"], { env: fresh });
    expect(empty).toMatchObject({ exitCode: 0, stdout: "" });
    expect(empty.stderr).toMatch(/There are no runs in .*fresh\.db yet\. [^]*node --import @earshot\/studio\/register/);
    expect((await runEarshot(["show"], { env: fresh })).stderr).toMatch(/no runs in .*fresh\.db yet/);
    expect(await runEarshot(["runs", "--json"], { env: fresh })).toMatchObject({ stdout: "[]\n", stderr: "" });
    expect(existsSync(fresh.EARSHOT_STORE)).toBe(false);
    const missing = await runEarshot(["runs", "--store", "no-such.db"]);
    expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^earshot: There is no store no-such\.db\. Name the file/);
  });

  it("say of a file that is there and empty that it is, until something is taken into it", async () => {
    const empty = path("empty.db");
    writeFileSync(empty, "");
    const isEmpty = /empty\.db is empty: nothing was written to it yet/;
    for (const command of ["runs", "stats", "export"]) {
      const { exitCode, stdout, stderr } = await runEarshot([command, "--store", empty]);
      expect([exitCode, stdout]).toEqual([0, ""]);
      expect(stderr).toMatch(isEmpty);
    }
    expect(await runEarshot(["show", "--store", empty])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(isEmpty),
    });
    expect((await runEarshot(["doctor", "--store", empty])).stdout).toMatch(isEmpty);
    expect(readFileSync(empty, "utf8")).toBe("");
    const taken = await runEarshot(["import", "-", "--store", empty], { input: JSON.stringify(exampleEvents[0]) });
    expect(taken.stdout).toContain("took 1 event of 1 line.");
    expect((await runEarshot(["runs", "--store", empty])).stdout).toContain("aaa-chain");
  });

  it("say what is wrong with a file that is no store", async () => {
    const { exitCode, stderr } = await runEarshot(["runs", "--store", import.meta.filename]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^earshot: The trace store .* failed: .* The file is damaged or no database/);
  });

  it.each(["runs", "show", "tail", "import", "studio", "doctor"])(
    "say what is wrong with the path of a store: %s",
    async (command) => {
      const words = [command, ...(command === "import" ? [import.meta.filename] : []), "--store"];
      const folder = await runEarshot([...words, path(".")]);
      expect(folder.stdout + folder.stderr).toContain("is a folder. Name a file in it.");
      const below = await runEarshot([...words, `${import.meta.filename}/x.db`]);
      expect(below.stdout + below.stderr).toContain("Where its path needs a folder, there is a file.");
      expect([folder.exitCode, below.exitCode]).toEqual([1, 1]);
    },
  );

  it("fail if what was asked for can't be written", async () => {
    const fails = Object.assign(new Error("ENOSPC: no space left on device, write"), { syscall: "write" });
    const full = await runEarshot(["runs", "--store", file], { fails });
    expect(full).toMatchObject({ exitCode: 1, stderr: "earshot: ENOSPC: no space left on device, write\n" });
  });

  it("do not mind a reader that leaves", async () => {
    const { exitCode, stderr } = await runEarshot(["show", "--json", "--store", file], { leaves: true });
    expect([exitCode, stderr]).toEqual([0, ""]);
  });
});
