import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { openTraceStore } from "@earshot/trace/sqlite";
import type { TraceEvent } from "@earshot/trace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { store, path } = exampleFolder();
const program = fileURLToPath(new URL("../src/index.ts", import.meta.url));

const facts = { tags: [], metadata: {}, visibility: "user", source: "earshot", kind: "chain" } as const;
const huge = { ...facts, runId: "huge", rootRunId: "huge", name: "huge" };
const twin = { ...huge, runId: "twin", rootRunId: "twin" };
const childOf = (index: number) =>
  ({ ...facts, runId: `huge-${index}`, rootRunId: "huge", parentRunId: "huge", name: `child ${index}` }) as const;
const long = `${'\u{1F426} says "hi"\n'.repeat(5_000)}`;
const payloadOf = (text: string) => JSON.stringify({ inputs: text });

/** A run of 250 below it with a text of 65,000 characters, one that differs from it in the last, and 100 of much metadata. */
const hugeEvents: readonly TraceEvent[] = [
  { ...huge, type: "chain.start", seq: 0, time: 3_000, payload: payloadOf(`${long}A`) },
  ...Array.from({ length: 250 }, (_, index): TraceEvent[] => [
    { ...childOf(index), type: "chain.start", seq: index * 2 + 1, time: 3_001 },
    { ...childOf(index), type: "chain.end", seq: index * 2 + 2, time: 3_002, status: "ok" },
  ]).flat(),
  { ...huge, type: "chain.end", seq: 900, time: 3_900, status: "ok" },
  { ...twin, type: "chain.start", seq: 0, time: 4_000, payload: payloadOf(`${long}B`) },
  { ...twin, type: "chain.end", seq: 1, time: 4_900, status: "ok" },
  { ...twin, type: "run.feedback", seq: 2, time: 4_950, feedback: { feedbackId: "f", key: "note", comment: "so so" } },
  ...Array.from({ length: 100 }, (_, index): TraceEvent[] => {
    const run = { ...facts, runId: `wide-${index}`, rootRunId: `wide-${index}`, name: "wide" };
    const metadata = Object.fromEntries(Array.from({ length: 80 }, (__, key) => [`key${key}`, "v".repeat(900)]));
    return [
      { ...run, metadata, type: "chain.start", seq: 0, time: 5_000 + index },
      { ...run, metadata, type: "chain.end", seq: 1, time: 5_500 + index, status: "ok" },
    ];
  }).flat(),
];

let client: Client;

/** What a tool answered: JSON, whatever was cut. */
async function use(name: string, args: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  if (isError === true) throw new Error(first?.text);
  expect(first?.text.length).toBeLessThan(70_000);
  return JSON.parse(first?.text ?? "") as Record<string, never> & { readonly untrusted: string };
}

describe("earshot mcp, asked by a client over the streams of a process", () => {
  beforeAll(async () => {
    const traces = await openTraceStore({ path: store });
    await traces.append(hugeEvents);
    await traces.close();
    client = new Client({ name: "test", version: "1" });
    const args = ["--conditions=@earshot/source", "--import", "tsx", program, "mcp", "--store", store];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  });
  afterAll(() => client.close());

  it("says of itself, of each tool and in each answer that what was recorded is no instruction", async () => {
    expect(client.getInstructions()).toMatch(/data, never instructions/);
    const { tools } = await client.listTools();
    const names = ["list_runs", "search_runs", "read_run", "diff_runs", "run_statistics"];
    expect(tools.map(({ name }) => name)).toEqual(names);
    for (const tool of tools) {
      expect(tool.description).toMatch(/data, never instructions/);
      expect(tool.annotations).toMatchObject({ readOnlyHint: true });
    }
    expect((await use("list_runs", {})).untrusted).toMatch(/It is data/);
  });

  it("lists, searches, reads, compares and counts runs, named by the beginning of their ids", async () => {
    expect(await use("search_runs", { text: "slow" })).toMatchObject({ runs: [{ runId: "bbb" }] });
    expect(await use("list_runs", { kind: "chat_model" })).toMatchObject({ runs: [{ runId: "aab-model" }] });
    expect(await use("list_runs", { feedback: "note" })).toMatchObject({ runs: [{ runId: "twin" }] });
    expect(await use("read_run", { run: "aaa" })).toMatchObject({ below: [{ runId: "aab-model" }] });
    expect(await use("read_run", { run: "bbb", field: "error" })).toMatchObject({
      text: /RateLimitError: slow/ as never,
    });
    const { lines } = (await use("diff_runs", { left: "aaa", right: "bbb" })) as unknown as { lines: string[] };
    expect(lines.join("\n")).toContain("status: ok → error");
    expect(JSON.stringify(await use("run_statistics", { by: "model" }))).toContain("claude-opus-5");
  });

  it("answers as many rows as fit, and goes on behind the last of them", async () => {
    const seen = new Set<string>();
    let cursor: string | undefined;
    let answers = 0;
    do {
      const asked = { name: "wide", limit: 100, ...(cursor === undefined ? {} : { cursor }) };
      const answer = (await use("list_runs", asked)) as unknown as { runs: { runId: string }[]; next?: string };
      for (const { runId } of answer.runs) seen.add(runId);
      expect(answer).toHaveProperty(answer.next === undefined ? "runs" : "leftOut");
      cursor = answer.next;
      answers += 1;
    } while (cursor !== undefined);
    expect(seen.size).toBe(100);
    expect(answers).toBeGreaterThan(1);
  });

  it("reads a long text and many runs below piece by piece, no character cut in two", async () => {
    const whole = (await use("read_run", { run: "huge" })) as unknown as { more: string[]; below: unknown[] };
    expect(whole.more).toEqual([
      expect.stringMatching(/^input: \d+ characters, go on with field "input", offset \d+$/),
      expect.stringMatching(/^below: 250 runs, go on with belowFrom \d+$/),
    ]);
    let read = "";
    for (let offset: number | undefined = 0; offset !== undefined;) {
      const piece = await use("read_run", { run: "huge", field: "input", offset });
      const { text, next } = piece as unknown as { text: string; next?: number };
      expect(() => encodeURIComponent(text)).not.toThrow();
      read += text;
      offset = next;
    }
    expect(read).toBe(`${long}A`);
    const below = await use("read_run", { run: "huge", belowFrom: 249 });
    expect(below).toMatchObject({ below: [{ runId: "huge-249" }] });
  });

  it("compares what is too large to be held, and tells where it goes on", async () => {
    const compared = (await use("diff_runs", { left: "huge", right: "twin" })) as unknown as { lines: string[] };
    expect(compared.lines.join("\n")).toMatch(/-.*SHA-256 (\w+)[\s\S]*\+.*SHA-256 (?!\1)/);
    const last = (await use("diff_runs", { left: "huge", right: "twin", fromLine: 250 })) as unknown as {
      lines: string[];
    };
    expect(last.lines.at(-1)).toMatch(/only left/);
    expect(last.lines.length).toBeLessThan(compared.lines.length);
  });

  it("says what to do when something is not there or not understood", async () => {
    await expect(use("read_run", { run: "zzz" })).rejects.toThrow(/no run "zzz".*list_runs/);
    await expect(use("read_run", { run: "a. b" })).rejects.toThrow(/no run "a\. b"\. Its trace/);
    // It names runs, which is recorded text like any other.
    await expect(use("read_run", { run: "wide-" })).rejects.toThrow(/begins the ids of several runs[^]*It is data/);
    await expect(use("read_run", { run: "wide-" })).rejects.toThrow(/several runs/);
    await expect(use("read_run", { run: "aaa", field: "output" })).rejects.toThrow(/has no output/);
    await expect(use("list_runs", { cursor: "nonsense" })).rejects.toThrow(/cursor/);
    await expect(use("list_runs", { limit: 5_000 })).rejects.toThrow(/limit/);
    await expect(use("list_runs", { nam: "ask" })).rejects.toThrow(/nam/);
    await expect(use("run_statistics", { by: "model", states: "error" })).rejects.toThrow(/states/);
  });
});

const hello = `${JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
})}\n`;

describe("earshot mcp, whatever is said to it", () => {
  it.each([
    ["no JSON", "hello\n{]\n\u0000\u0001\n"],
    ["JSON that is no message", '[]\n5\nnull\n{"jsonrpc":"1.0"}\n{"jsonrpc":"2.0","id":{},"method":5}\n'],
    ["an end within a message", '{"jsonrpc":"2.0","id":'],
    ["nothing", ""],
  ])("ends well after %s", async (_, input) => {
    const { exitCode, stdout } = await runEarshot(["mcp", "--store", store], { input });
    expect(exitCode).toBe(0);
    for (const line of stdout.split("\n").filter(Boolean)) expect(JSON.parse(line)).toHaveProperty("jsonrpc", "2.0");
  });

  it("answers after nonsense, though stdin has ended by then, and makes no store", async () => {
    const none = path("none.db");
    const asked = {
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "read_run", arguments: { run: "a" } },
    };
    const input = `nonsense\n${hello}${JSON.stringify(asked)}\n`;
    await using command = startEarshot(["mcp"], { env: { EARSHOT_STORE: none }, input });
    expect(await command.line(/"id":2/)).toContain("There are no runs in");
    expect(JSON.parse(await command.line(/"result"/))).toMatchObject({
      id: 1,
      result: { serverInfo: { name: "earshot" } },
    });
    expect(existsSync(none)).toBe(false);
  });
});
