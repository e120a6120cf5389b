import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { commandLines } from "../src/command-lines.js";
import { exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";

const { store } = exampleFolder();
const names = commandLines.map(({ usage }) => usage.split(" ")[0] ?? "");
const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

describe("the help of earshot", () => {
  it("lists all commands, and is told where none is named", async () => {
    const help = await runEarshot(["--help"]);
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    expect(names.filter((name) => !new RegExp(`^ {2}${name} `, "mu").test(help.stdout))).toEqual([]);
    expect(await runEarshot([])).toMatchObject({ exitCode: 2, stdout: "", stderr: help.stdout });
    for (const words of [["help"], ["help", "help"], ["help", "--help"]]) expect(await runEarshot(words)).toEqual(help);
    expect((await runEarshot(["help", "runs"])).stdout).toBe((await runEarshot(["runs", "-h"])).stdout);
    expect((await runEarshot(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(commandLines.map((line) => [line.usage.split(" ")[0] ?? "", line] as const))(
    "of %s has its flags, and examples with flags that it has",
    async (name, line) => {
      const { exitCode, stdout, stderr } = await runEarshot([name, "--help"], { columns: 80 });
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`Usage: earshot ${name} [options]`);
      expect(stdout).toMatch(/^Usage: .*\n\n[A-Z][^]*?\.\n\n/u);
      const used = line.examples.flatMap(([call]) => call.split("|")[0]?.match(/--[\w-]+/gu) ?? []);
      expect(used.filter((flag) => !new RegExp(`${flag}\\b[^]*\\nExamples:`, "u").test(stdout))).toEqual([]);
      expect(widest(stdout)).toBeLessThanOrEqual(80);
    },
  );

  it("fits a narrow terminal", async () => {
    const { stdout } = await runEarshot(["runs", "--help"], { columns: 50 });
    expect(stdout).toContain("  earshot runs --status error --since 2h\n      what failed");
    // Calls can be copied: they are not broken.
    expect(widest(stdout.slice(0, stdout.indexOf("Examples:")))).toBeLessThanOrEqual(50);
  });
});

describe("wrong usage of earshot", () => {
  it.each([
    [["rnus"], /^error: unknown command 'rnus'\n\(Did you mean runs\?\)\n\(earshot --help/],
    [["help", "rnus"], /^error: unknown command 'rnus'\n\(Did you mean runs\?\)\n\(earshot --help/],
    [["rnus", "--help"], /^error: unknown command 'rnus'\n\(Did you mean runs\?\)\n\(earshot --help/],
    [["share", "-h", "runs"], /^error: unknown command 'share'\n\(earshot --help/],
    [["runs", "--statsu"], /^error: unknown option '--statsu'\n\(Did you mean --status\?\)\n\(earshot runs --help/],
    [["runs", "--status", "oops"], /'oops' is invalid. Allowed choices are ok, error,/],
    [["runs", "--limit", "0"], /'0' is invalid. It is a number from 1 to 1000\./],
    [["runs", "--since", "soon"], /Say how long ago, such as 15m/],
    [["mcp", "--json"], /^error: unknown option '--json'/],
    [["diff", "aaa"], /^error: missing required argument 'right'/],
    [["show", "a", "b"], /^error: too many arguments for 'show'/],
  ])("%j is told what was meant", async (words, message) => {
    const { exitCode, stdout, stderr } = await runEarshot(words);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("earshot on a terminal", () => {
  const colours = /\u001B\[\d+m/u; // oxlint-disable-line no-control-regex -- colours are such characters
  const commands = [["runs"], ["show"], ["diff", "aaa", "bbb"], ["stats"], ["doctor", "--port", "0"]];

  it.each(commands)("%s has colours, unless NO_COLOR is set", async (...words) => {
    const call = [...words, "--store", store];
    expect((await runEarshot(call, { columns: 100 })).stdout).toMatch(colours);
    expect((await runEarshot(call, { columns: 100, env: { NO_COLOR: "1" } })).stdout).not.toContain("\u001B");
    expect((await runEarshot(call)).stdout).not.toContain("\u001B");
  });

  it("of 40 columns shows of tables what matters most, and of trees no bars", async () => {
    const look = (...words: string[]) =>
      runEarshot([...words, "--store", store], { columns: 40, env: { NO_COLOR: "1", TZ: "UTC" } });
    expect((await look("runs")).stdout).toMatchInlineSnapshot(`
      "RUN           NAME   TIME  INPUT/ERROR
      bbb        ✗  fail    7ms  RateLimitErr…
      aaa-chain  ✓  ask   250ms  hello there
      "
    `);
    expect((await look("stats")).stdout).toMatchInlineSnapshot(`
      "NAME  RUNS     ERRORS    P50     COST
      ask      1             250ms  $0.0075
      fail     1  1 (100 %)    7ms
      "
    `);
    expect((await look("show", "aaa")).stdout).toMatchInlineSnapshot(`
      "aaa-chain · 1970-01-01 00:00:01
      earshot · #billing

      ask        250ms ✓
      ╰─ claude  200ms ✓
            1000 → 100 tokens · $0.0075
      "
    `);
    expect((await look("show", "bbb")).stdout).toMatchInlineSnapshot(`
      "bbb · 1970-01-01 00:00:02 · earshot
      #billing

      fail  7ms ✗
         RateLimitError: slow ␛[31mdown
      "
    `);
  });

  it.each([20, 30, 60])("of %i columns has no line of a tree that is longer", async (columns) => {
    for (const run of ["aaa", "bbb"]) {
      const shown = await runEarshot(["show", run, "--store", store], { columns, env: { NO_COLOR: "1" } });
      expect(widest(shown.stdout)).toBeLessThanOrEqual(columns);
      const painted = await runEarshot(["show", run, "--store", store], { columns });
      expect(stripVTControlCharacters(painted.stdout)).toBe(shown.stdout);
      expect(shown.stdout.replaceAll(/\s+/gu, " ")).toContain(
        run === "aaa" ? "1000 → 100 tokens" : "RateLimitError: slow",
      );
    }
  });
});
