import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { exampleFolder } from "./support/example-store.js";

const { store } = exampleFolder();
const bin = fileURLToPath(new URL("../bin/earshot.js", import.meta.url));

interface Answer {
  readonly id: number;
  readonly result: { readonly tools: { readonly name: string }[]; readonly content: { readonly text: string }[] };
}

it("earshot mcp lists, searches, reads, compares and counts runs, and ends with its client", async () => {
  const words = ["--conditions=@earshot/source", "--import", "tsx", bin, "mcp", "--store", store];
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let id = 0;
  const ask = async (method: string, params: object): Promise<Answer["result"]> => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params })}\n`);
    const { value } = (await lines.next()) as { value: string };
    const answer = JSON.parse(value) as Answer;
    expect(answer.id).toBe(id);
    return answer.result;
  };
  const use = async (name: string, args: object) =>
    (await ask("tools/call", { name, arguments: args })).content[0]?.text ?? "";
  try {
    const clientInfo = { name: "test", version: "1" };
    await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
    child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    const { tools } = await ask("tools/list", {});
    const names = ["list_runs", "search_runs", "read_run", "diff_runs", "run_statistics"];
    expect(tools.map(({ name }) => name)).toEqual(names);
    expect(JSON.parse(await use("list_runs", { limit: 1 }))).toMatchObject({ runs: [{ runId: "bbb" }] });
    expect(JSON.parse(await use("search_runs", { text: "slow" }))).toMatchObject({ runs: [{ runId: "bbb" }] });
    expect(JSON.parse(await use("read_run", { run: "aaa" }))).toMatchObject({ below: [{ runId: "aab-model" }] });
    expect(await use("diff_runs", { left: "aaa", right: "bbb" })).toContain("status: ok → error");
    expect(await use("run_statistics", { by: "model" })).toContain("claude-opus-5");
    expect(await use("read_run", { run: "zzz" })).toContain('There is no run "zzz"');
  } finally {
    child.stdin.end();
    await Promise.race([once(child, "exit"), new Promise((resolve) => setTimeout(resolve, 5000))]);
    if (child.exitCode === null) child.kill("SIGKILL");
  }
  expect(child.exitCode).toBe(0);
});
