import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleRun, wholeRun } from "../conformance/example-events.js";
import { openTraceStore } from "./open-trace-store.js";
import { openDatabase } from "./sqlite-driver.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "earshot-abandoned-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a trace that is counted as running, though none of its runs is, does not hold up who ends runs", async () => {
  const path = join(folder, "counted.db");
  const before = await openTraceStore({ path });
  await before.append([...wholeRun("a"), exampleRun("b").start()]);
  await before.close();
  const database = openDatabase(path);
  database.exec("UPDATE traces SET running = 1, heard_at = 0");
  database.close();
  const store = await openTraceStore({ path });
  await store.prune({ abandonedAfterMs: 1 });
  expect((await store.listRuns()).runs.map(({ runId, status }) => `${runId} ${status}`).sort()).toEqual([
    "a ok",
    "b cancelled",
  ]);
  await store.close();
});

test("of a process that was lost nobody is told anything, if it left no run", async () => {
  const store = await openTraceStore({ path: join(folder, "lost.db") });
  await store.append([exampleRun("a").start({ writer: "another" })]);
  await store.noteProcess?.({ writer: "lost", time: Date.now() - 60_000, pid: 1, host: "elsewhere.invalid" });
  let told = 0;
  const end = store.watch?.(() => (told += 1));
  await store.prune({ lostAfterMs: 1 });
  expect(told).toBe(0);
  await store.append([exampleRun("b").start({ writer: "lost" })]);
  await store.noteProcess?.({ writer: "lost", time: Date.now() - 60_000, pid: 1, host: "elsewhere.invalid" });
  const toldOfStart = told;
  await store.prune({ lostAfterMs: 1 });
  expect(told).toBe(toldOfStart + 1);
  end?.();
  await store.close();
});
