import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { store } = exampleFolder();
const run = (...words: string[]) => runEarshot([...words, "--store", store], { env: { TZ: "UTC" } });

describe("earshot stats", () => {
  it("counts by name, by model and over time", async () => {
    const byName = await run("stats");
    expect(byName.stdout.replaceAll(/ +/g, " ").replaceAll(/ $/gm, "")).toBe(
      "NAME RUNS ERRORS P50 P90 P99 FIRST TOKEN TOKENS COST\n" +
        "ask 1 250ms 250ms 250ms 1100 $0.0075\n" +
        "fail 1 1 (100 %) 7ms 7ms 7ms\n",
    );
    const byModel = await run("stats", "--by", "model", "--json");
    expect(JSON.parse(byModel.stdout)).toMatchObject([{ group: "claude-opus-5", runs: 1, cost: "0.0075" }]);
    const overTime = await run("stats", "--by", "status", "--every", "1s");
    expect(overTime.stdout).toMatch(/^1970-01-01 00:00:02 +error +1 +1 \(100 %\)/m);
    // No time has infinitely many steps.
    for (const step of ["0s", "10ms"])
      expect(await run("stats", "--every", step)).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await run("stats", "--by", "moon")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe("earshot prune", () => {
  it("deletes nothing before it may", async () => {
    expect(await run("prune")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Say what to keep") });
    expect(await run("prune", "--keep", "1")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await run("prune", "--keep", "1", "--dry-run")).toMatchObject({
      exitCode: 0,
      stdout: "--yes would delete 1 trace with 2 runs, begun 1970-01-01 00:00:01.\n",
    });
    expect((await run("prune", "--max-size", "1kB", "--dry-run")).stdout).toBe(
      "--yes would delete about 2 traces with 3 runs, begun 1970-01-01 00:00:01 to 1970-01-01 00:00:02.\n",
    );
    expect((await run("prune", "--older-than", "1h", "--dry-run", "--json")).stdout).toContain('"traces":2');
    expect((await run("prune", "--older-than", "soon")).exitCode).toBe(2);
    expect((await run("prune", "--keep", "5", "--yes")).stdout).toBe("Nothing is over that.\n");
    const left = { traces: 2, runs: 3, bytes: expect.any(Number) };
    const nothing = JSON.parse((await run("prune", "--keep", "5", "--json")).stdout) as unknown;
    expect(nothing).toEqual({ traces: 0, bytes: 0, left });
  });

  it.each([["n\n"], ["\n"], ["\u0004"]])("asks who sits at a terminal, and takes %j as no", async (answer) => {
    const words = ["prune", "--keep", "1", "--store", store];
    const { exitCode, stdout, stderr } = await runEarshot(words, { answers: [answer], columns: 80 });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^Delete 1 trace with 2 runs, begun 1970-.*\? \[y\/N\] Nothing was deleted\.\n$/);
  });

  it("is broken off by Ctrl-C when it asks", async () => {
    await using command = startEarshot(["prune", "--keep", "1", "--store", store], { answers: [""], columns: 80 });
    await once(command.host, "stderr");
    expect(await command.end("SIGINT")).toMatchObject({
      exitCode: 130,
      stderr: expect.stringContaining("Nothing was"),
    });
  });

  it("deletes the oldest, and says what is left", async () => {
    const words = ["prune", "--keep", "1", "--store", store];
    const { exitCode, stdout } = await runEarshot(words, { answers: ["y\n"], columns: 80 });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Deleted 1 trace, .*B\. Left: 1 trace, .*B\.\n$/);
    expect((JSON.parse((await run("runs", "--json")).stdout) as { runId: string }[])[0]?.runId).toBe("bbb");
  });
});
