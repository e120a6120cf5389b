import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wholeRun } from "../src/conformance/example-events.js";
import { openTraceStore, openTraceStoreSync } from "../src/sqlite/open-trace-store.js";

const options = ["--import", "tsx", "--conditions=@earshot/source"];
const appending = fileURLToPath(new URL("appending-process.ts", import.meta.url));
const pruning = fileURLToPath(new URL("pruning-process.ts", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "earshot-processes-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function start(path: string, prefix: string, count: number) {
  return spawn(process.execPath, [...options, appending, path, prefix, String(count)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("what was confirmed survives a kill, whenever it comes, and the file goes on", { timeout: 60_000 }, async () => {
  const path = join(folder, "killed.db");
  const confirmed: string[] = [];
  for (const [round, kills] of [1, 37, 150].entries()) {
    const child = start(path, `${String(round)}-`, 1_000_000);
    const closed = once(child, "close");
    child.stderr.pipe(process.stderr);
    for await (const line of createInterface({ input: child.stdout })) {
      confirmed.push(line);
      if (confirmed.filter((id) => id.startsWith(`${String(round)}-`)).length >= kills) child.kill("SIGKILL");
    }
    expect((await closed)[1]).toBe("SIGKILL");
  }
  const store = await openTraceStore({ path });
  const there = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({ limit: 1000, statuses: ["ok"], ...(cursor === undefined ? {} : { cursor }) });
    for (const { runId } of page.runs) there.add(runId);
    cursor = page.next;
  } while (cursor !== undefined);
  expect(confirmed.filter((runId) => !there.has(runId))).toEqual([]);
  // Never half of an append: each run has its start and its end.
  expect(there.size).toBe((await store.size()).runs);
  await store.close();
});

test(
  "what a prune had begun with when it was killed goes when the file is opened again",
  { timeout: 60_000 },
  async () => {
    const path = join(folder, "pruned.db");
    const calls = Array.from({ length: 8000 }, (_, at) =>
      wholeRun(`call-${String(at)}`, { parentRunId: "top", rootRunId: "top", seq: 1 + at }),
    );
    const store = await openTraceStore({ path });
    await store.append([...wholeRun("top"), ...calls.flat()]);
    await store.close();
    const child = spawn(process.execPath, [...options, pruning, path], { stdio: "inherit" });
    expect((await once(child, "close"))[1]).toBe("SIGKILL");
    const killed = openTraceStoreSync({ path });
    expect((await killed.listRuns()).runs).toEqual([]);
    const left = (await killed.readTrace("call-7999")).length;
    expect([left > 0, left < 8001]).toEqual([true, true]);
    await killed.close();
    const again = await openTraceStore({ path });
    expect(await again.size()).toMatchObject({ traces: 0, runs: 0 });
    await again.append(wholeRun("top"));
    expect((await again.listRuns()).runs).toHaveLength(1);
    await again.close();
  },
);

test("two processes write one file while a third reads and follows it", { timeout: 60_000 }, async () => {
  const path = join(folder, "shared.db");
  const store = await openTraceStore({ path });
  let calls = 0;
  const end = store.watch(() => calls++);
  const { cursor } = await store.changes();
  const children = [start(path, "a", 200), start(path, "b", 200)];
  let warnings = "";
  for (const child of children) {
    child.stdout.resume();
    child.stderr.on("data", (chunk: Buffer) => (warnings += chunk.toString()));
  }
  const exits = await Promise.all(children.map((child) => once(child, "close")));
  expect(warnings).toBe("");
  expect(exits.map(([code]) => code as number)).toEqual([0, 0]);
  await expect.poll(() => calls).toBeGreaterThan(0);
  end();
  expect((await store.changes(cursor)).runs).toHaveLength(400);
  expect(await store.size()).toMatchObject({ traces: 400, runs: 400 });
  await store.close();
});
