import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleRun } from "../conformance/example-events.js";
import { traceStoreConformance } from "../conformance/trace-store-conformance.js";
import { writeVersionOne } from "../../tests/support/version-one.js";
import { openTraceStore } from "./open-trace-store.js";
import { openDatabase } from "./sqlite-driver.js";
import { sqliteFacts } from "./sqlite-facts.js";

let folder = "";
let files = 0;
const newPath = () => join(folder, "deep", `${String((files += 1))}.db`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "earshot-store-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("who was away for more than a hundred thousand events is told to read again what is shown", async () => {
  const path = newPath();
  const store = await openTraceStore({ path });
  const { cursor } = await store.changes();
  const run = exampleRun("a");
  await store.append([run.start()]);
  expect((await store.changes(cursor)).runs).toHaveLength(1);
  const other = openDatabase(path);
  other.exec("UPDATE store SET last_position = 100001");
  other.close();
  expect(await store.changes(cursor)).toMatchObject({ runs: [], deltas: [], isReset: true });
  await store.close();
});

describe("conformance", () => {
  let path = "";
  const cases = traceStoreConformance({
    open: () => openTraceStore({ path: (path = newPath()) }),
    openAgain: () => openTraceStore({ path }),
  });
  for (const { name, run } of cases) test(`of a store: ${name}`, run);
});

test("what was appended is there when the file is opened again, and cursors still hold", async () => {
  const path = newPath();
  const run = exampleRun("a");
  const before = await openTraceStore({ path });
  const { cursor } = await before.changes();
  await before.append([run.start(), run.delta(0, "su")]);
  await before.close();
  const after = await openTraceStore({ path });
  await after.append([run.end({ text: "sunny" })]);
  expect((await after.changes(cursor)).runs.map(({ outputPreview }) => outputPreview)).toEqual(["sunny"]);
  expect(await after.readEvents("a")).toHaveLength(2);
  await after.close();
});

test("an append that fails leaves nothing behind", async () => {
  const store = await openTraceStore({ path: newPath() });
  const broken = exampleRun("b", { seq: null as unknown as number });
  await expect(store.append([exampleRun("a").start(), broken.start()])).rejects.toMatchObject({ code: "TRACE_STORE" });
  expect((await store.size()).runs).toBe(0);
  await store.append([exampleRun("a").start()]);
  expect((await store.size()).runs).toBe(1);
  await store.close();
});

test("pruning by bytes gives space back to the file system", async () => {
  const store = await openTraceStore({ path: newPath() });
  for (let at = 0; at < 40; at += 1) {
    const run = exampleRun(`r${String(at)}`, { time: at, payload: JSON.stringify("x".repeat(50_000)) });
    await store.append([run.start(), run.end()]);
  }
  const { bytes } = await store.size();
  const pruned = await store.prune({ maxBytes: bytes / 2 });
  const left = await store.size();
  expect([pruned.traces > 10, left.traces + pruned.traces, left.bytes <= bytes / 2]).toEqual([true, 40, true]);
  expect((await store.listRuns({ order: "oldest", limit: 1 })).runs[0]?.runId).toBe(`r${String(pruned.traces)}`);
  await store.close();
});

test.each(["deleted", "replaced"])(
  "of a file that was %s nothing is read or written, and followers hear of it",
  async (what) => {
    const path = newPath();
    const store = await openTraceStore({ path });
    await store.append([exampleRun("a").start()]);
    let calls = 0;
    const end = store.watch(() => calls++);
    for (const suffix of ["", "-wal", "-shm"]) await rm(path + suffix, { force: true });
    if (what === "replaced") await (await openTraceStore({ path })).close();
    await expect.poll(() => calls).toBeGreaterThan(0);
    end();
    const isGone = /was deleted or replaced while it was open/u;
    await expect(store.append([exampleRun("b").start()])).rejects.toThrow(isGone);
    await expect(store.changes()).rejects.toThrow(isGone);
    await expect(store.listRuns()).rejects.toThrow(isGone);
    await store.close();
    const again = await openTraceStore({ path });
    expect((await again.size()).runs).toBe(0);
    await again.close();
  },
);

test("a run that gets words again and again is found by all of them", async () => {
  const store = await openTraceStore({ path: newPath() });
  const run = exampleRun("a");
  await store.append([run.start({ text: "first" })]);
  for (let at = 0; at < 20; at += 1)
    await store.append([
      run.feedback(`f${String(at)}`, {
        seq: 2000 + at,
        feedback: { feedbackId: `f${String(at)}`, key: `word${String(at)}x` },
      }),
    ]);
  await store.append([run.end({ text: "last" })]);
  for (const text of ["first", "last", ...Array.from({ length: 20 }, (_, at) => `word${String(at)}x`)])
    expect((await store.listRuns({ text })).runs, text).toHaveLength(1);
  await store.deleteTraces(["a"]);
  expect((await store.listRuns({ text: "last" })).runs).toEqual([]);
  expect(await store.facets()).toMatchObject({ names: [], kinds: [] });
  await store.close();
});

test("a file of an older version becomes one of this, with all that is in it", async () => {
  const path = newPath();
  const top = exampleRun("top", { kind: "chain", payload: '{"inputs":"weather"}' });
  const calls = Array.from({ length: 600 }, (_, at) =>
    exampleRun(`call-${String(at)}`, { parentRunId: "top", rootRunId: "top", seq: 1 + at }),
  );
  const running = exampleRun("running");
  const ended = calls.flatMap((call) => [call.start(), call.end({ cost: { amount: "0.01" } })]);
  const events = [top.start(), ...ended, top.end({ seq: 5000 }), running.start(), running.delta(0, "su")];
  writeVersionOne(path, events);
  const store = await openTraceStore({ path });
  const { runs } = await store.listRuns({ text: "weath" });
  expect(runs.map(({ runId, totals }) => [runId, totals?.runs, totals?.cost])).toEqual([["top", 601, "6"]]);
  expect((await store.readTrace("running"))[0]?.outputPreview).toBe("su");
  expect(await store.readEvents("top")).toEqual([top.start(), top.end({ seq: 5000 })]);
  await store.close();
  const again = await openTraceStore({ path });
  expect((await again.size()).runs).toBe(602);
  await again.close();
});

test("a store has to be named, and is by nothing else", async () => {
  await expect(openTraceStore({} as never)).rejects.toThrow("`path` of openTraceStore");
  await expect(openTraceStore({ file: "a.db" } as never)).rejects.toThrow(/there is no "file"/u);
});

describe("a file that is no store", () => {
  test("is refused if it is damaged", async () => {
    const path = join(folder, "damaged.db");
    const content = "this is no database ".repeat(100);
    await writeFile(path, content);
    await expect(openTraceStore({ path })).rejects.toThrow(/damaged\.db.*Move it away/u);
    expect(await readFile(path, "utf8")).toBe(content);
  });

  test("is refused if it is of something else, and left as it was", async () => {
    const path = join(folder, "other.db");
    const database = openDatabase(path);
    database.exec("CREATE TABLE mine (x)");
    database.close();
    await expect(openTraceStore({ path })).rejects.toThrow("of something else");
  });

  test("is refused if it is newer", async () => {
    const path = join(folder, "newer.db");
    await (await openTraceStore({ path })).close();
    const database = openDatabase(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(openTraceStore({ path })).rejects.toThrow(/newer Earshot \(version 99.*Update/u);
  });

  test("is refused if it is a folder", async () => {
    const isFolder = `The trace store ${folder} is a folder. Name a file in it.`;
    await expect(openTraceStore({ path: folder })).rejects.toThrow(isFolder);
    expect(() => sqliteFacts(folder)).toThrow(isFolder);
  });

  test("is refused if a file is in its way", async () => {
    const file = join(folder, "notes.txt");
    await writeFile(file, "");
    for (const path of [join(file, "traces.db"), join(file, "deep", "traces.db")])
      await expect(openTraceStore({ path })).rejects.toThrow(
        /Where its path needs a folder, there is a file\. Name a file in a folder\.$/u,
      );
  });
});
