import { deepStrictEqual } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { TraceStore } from "../store/trace-store.js";
import { exampleRun } from "./example-events.js";
import type { StoreExam } from "./writing-cases.js";

const run = exampleRun("a");

/** What those see who follow. */
export const followingCases: Readonly<Record<string, StoreExam>> = {
  async "changes tell chunks of a run while it runs, and the run when it has ended"(store) {
    const { cursor, ...nothing } = await store.changes();
    deepStrictEqual(nothing, { runs: [], deltas: [] });
    await store.append([run.start(), run.delta(0, "su")]);
    const running = await store.changes(cursor);
    deepStrictEqual([running.runs.map(({ status }) => status), running.deltas], [["running"], [run.delta(0, "su")]]);
    await store.append([run.delta(1, "nny")]);
    deepStrictEqual((await store.changes(running.cursor)).deltas.length, 1);
    deepStrictEqual((await store.changes(cursor)).runs.length, 1);
    await store.append([run.end()]);
    const ended = await store.changes(running.cursor);
    deepStrictEqual([ended.runs.map(({ status }) => status), ended.deltas], [["ok"], []]);
    deepStrictEqual((await store.changes(ended.cursor)).runs, []);
  },
  async "deleted traces are told, and what came again after them"(store) {
    const other = exampleRun("b");
    await store.append([run.start(), run.end(), other.start(), other.end()]);
    const { cursor } = await store.changes();
    let calls = 0;
    const end = store.watch(() => calls++);
    deepStrictEqual(await store.deleteTraces(["a", "none"]), 1);
    await until(() => calls > 0);
    end();
    const gone = await store.changes(cursor);
    deepStrictEqual([gone.deleted, gone.runs, gone.isReset], [["a"], [], undefined]);
    await store.append([run.start()]);
    const again = await store.changes(cursor);
    deepStrictEqual([again.deleted, again.runs.map(({ status }) => status)], [["a"], ["running"]]);
    const later = await store.changes(gone.cursor);
    deepStrictEqual([later.deleted, later.runs.length], [undefined, 1]);
    await store.prune({ maxTraces: 1 });
    deepStrictEqual((await store.changes(later.cursor)).deleted, ["b"]);
  },
  async "a cursor of another store says that all is to be read again"(store) {
    const { isReset, cursor } = await store.changes("another:3");
    deepStrictEqual(isReset, true);
    deepStrictEqual((await store.changes(cursor)).isReset, undefined);
  },
  async "who watches is called soon, never within, until it ends, and may throw"(store) {
    let calls = 0;
    let isAppending = false;
    const warn = console.warn;
    console.warn = () => undefined;
    const endings = [
      store.watch(() => {
        throw new Error("mine");
      }),
      store.watch(() => {
        calls += isAppending ? 100 : 1;
      }),
    ];
    try {
      isAppending = true;
      const appended = store.append([run.start()]);
      isAppending = false;
      await appended;
      await until(() => calls > 0);
      for (const end of endings) end();
      const before = calls;
      await store.append([run.end()]);
      await delay(20);
      deepStrictEqual([before < 100, calls], [true, before]);
    } finally {
      console.warn = warn;
    }
  },
};

/** What those see who have the same traces open a second time. */
export const sharedCases: Readonly<Record<string, (first: TraceStore, second: TraceStore) => Promise<void>>> = {
  async "what one appends the other reads, hears of, and goes on with"(first, second) {
    let calls = 0;
    const { cursor } = await second.changes();
    const end = second.watch(() => calls++);
    await first.append([run.start(), run.delta(0, "su")]);
    await until(() => calls > 0);
    end();
    const { runs, deltas } = await second.changes(cursor);
    deepStrictEqual([runs.length, deltas.length], [1, 1]);
    await second.append([run.end({ text: "sunny" })]);
    await first.append([run.delta(1, "nny"), run.feedback("f")]);
    const [read] = await second.readTrace("a");
    deepStrictEqual([read?.status, read?.outputPreview, read?.feedback.length], ["ok", "sunny", 1]);
    deepStrictEqual((await first.readEvents("a")).length, 3);
  },
};

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo() && waited < 5000; waited += 10) await delay(10);
  deepStrictEqual(isSo(), true, "it was not called within 5 seconds");
}
