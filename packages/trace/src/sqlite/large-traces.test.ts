import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleRun, wholeRun } from "../conformance/example-events.js";
import { openTraceStore, openTraceStoreSync } from "./open-trace-store.js";
import { openDatabase } from "./sqlite-driver.js";

let folder = "";
let files = 0;
const newPath = () => join(folder, `${String((files += 1))}.db`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "earshot-large-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const top = exampleRun("top", { kind: "chain" });
const call = (at: number) =>
  wholeRun(
    `call-${String(at)}`,
    { parentRunId: "top", rootRunId: "top", seq: 1 + at },
    { cost: { amount: "0.01" }, payload: JSON.stringify("said") },
  );
const calls = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => call(from + at)).flat();

function rowsOf(path: string, table: string): number {
  const database = openDatabase(path);
  const { rows } = database.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { readonly rows: number };
  database.close();
  return rows;
}

test(
  "a large trace that gets more after its end is counted once for many portions, before anybody reads lists",
  { timeout: 60_000 },
  async () => {
    const path = newPath();
    const store = await openTraceStore({ path });
    await store.append([top.start(), ...calls(0, 300), top.end({ seq: 90_000 })]);
    expect((await store.listRuns()).runs[0]?.totals).toMatchObject({ runs: 301, cost: "3" });
    for (let at = 300; at < 310; at += 1) await store.append(call(at));
    expect(rowsOf(path, "uncounted")).toBe(1);
    expect((await store.listRuns({ order: "costliest" })).runs[0]?.totals).toMatchObject({ runs: 311, cost: "3.1" });
    expect(rowsOf(path, "uncounted")).toBe(0);
    await store.append(call(310));
    expect((await store.statistics())[0]?.cost).toBe("3.11");
    await store.append(call(311));
    await expect.poll(() => rowsOf(path, "uncounted"), { timeout: 30_000 }).toBe(0);
    await store.append(call(312));
    await store.close();
    expect(rowsOf(path, "uncounted")).toBe(0);
  },
);

test("runs whose parents come last, in many portions, are counted when their root ends", async () => {
  const store = await openTraceStore({ path: newPath() });
  for (let at = 0; at < 400; at += 50) await store.append(calls(at, at + 50));
  expect((await store.listRuns({ limit: 1000 })).runs).toHaveLength(400);
  await store.append([top.start(), top.end({ seq: 90_000 })]);
  const { runs } = await store.listRuns();
  expect(runs.map(({ runId, totals }) => [runId, totals?.runs, totals?.cost])).toEqual([["top", 401, "4"]]);
  await store.close();
});

test("what a process that was killed had put off is counted by the next", async () => {
  const path = newPath();
  const killed = openTraceStoreSync({ path });
  await killed.append([top.start(), ...calls(0, 300), top.end({ seq: 90_000 })]);
  await killed.append(call(300));
  expect(rowsOf(path, "uncounted")).toBe(1);
  const next = await openTraceStore({ path });
  expect((await next.listRuns()).runs[0]?.totals?.runs).toBe(302);
  await next.close();
  await killed.close();
});

test("a large trace is deleted a portion at a time: gone from lists at once, and others write in between", async () => {
  const path = newPath();
  const [pruned, other] = [await openTraceStore({ path }), await openTraceStore({ path })];
  await pruned.append([top.start(), ...calls(0, 3000), top.end({ seq: 90_000 })]);
  const note = { feedbackId: "f", key: "note", comment: "good" };
  await pruned.append([top.feedback("f", { seq: 99_000, feedback: note })]);
  let isDone = false;
  const { cursor } = await other.changes();
  const pruning = pruned.prune({ maxTraces: 0 }).finally(() => (isDone = true));
  while ((await other.listRuns()).runs.length > 0) await setImmediate();
  await other.append(wholeRun("b"));
  expect(isDone).toBe(false);
  expect(rowsOf(path, "events")).toBeGreaterThan(2);
  await pruning;
  expect(new Set((await other.changes(cursor)).deleted)).toContain("top");
  await other.deleteTraces(["b"]);
  for (const table of ["traces", "events", "runs", "records", "tops", "search", "leaving", "feedback"])
    expect(rowsOf(path, table), table).toBe(0);
  expect(await other.facets()).toMatchObject({ names: [], kinds: [] });
  await pruned.close();
  await other.close();
});

test.each([
  [2, "DROP TABLE feedback; DROP TABLE processes; DROP TABLE uncounted; DROP TABLE leaving"],
  [3, "DROP TABLE feedback; DROP TABLE uncounted; DROP TABLE leaving"],
  [4, "DROP TABLE feedback"],
])("a file of version %i becomes one of this, as it is", async (version, dropAdded) => {
  const path = newPath();
  const store = await openTraceStore({ path });
  await store.append([top.start(), ...calls(0, 3), top.end({ seq: 90_000 })]);
  const note = { feedbackId: "f", key: "note", comment: "good" };
  await store.append([top.feedback("f", { seq: 99_000, feedback: note })]);
  await store.close();
  const database = openDatabase(path);
  database.exec(`${dropAdded}; PRAGMA user_version = ${String(version)}`);
  database.close();
  const again = await openTraceStore({ path });
  expect((await again.listRuns({ text: "said" })).runs[0]?.totals?.runs).toBe(4);
  expect((await again.listRuns({ feedback: ["note"] })).runs.map(({ runId }) => runId)).toEqual(["top"]);
  await again.append(call(3));
  expect((await again.listRuns()).runs[0]?.totals?.runs).toBe(5);
  expect(await again.deleteTraces(["top"])).toBe(1);
  await again.close();
});
