import { deepStrictEqual, rejects } from "node:assert/strict";
import type { TraceFeedback } from "../schema/trace-event.js";
import type { RunQuery } from "../store/run-query.js";
import type { TraceStore } from "../store/trace-store.js";
import { exampleRun, wholeRun, type ExampleRun } from "./example-events.js";
import type { StoreExam } from "./writing-cases.js";

/** What lists, filters, words and figures find. */
export const readingCases: Readonly<Record<string, StoreExam>> = {
  async "pages go on by key while runs come and go, in every order"(store) {
    for (const at of [0, 1, 2, 3, 4])
      await store.append(wholeRun(String(at), { time: 1000 + (at >> 1) }, { time: 2000, cost: { amount: `0.${at}` } }));
    const expected = {
      newest: ["4", "3", "2", "1", "0"],
      oldest: ["0", "1", "2", "3", "4"],
      slowest: ["1", "0", "3", "2", "4"],
      costliest: ["4", "3", "2", "1", "0"],
    };
    for (const order of ["newest", "oldest", "slowest", "costliest"] as const) {
      const first = await store.listRuns({ order, limit: 2 });
      const second = await store.listRuns({ order, limit: 3, cursor: first.next ?? "" });
      deepStrictEqual(
        [...first.runs, ...second.runs].map(({ runId }) => runId),
        expected[order],
        order,
      );
      deepStrictEqual(second.next, undefined);
    }
    const { next = "" } = await store.listRuns({ limit: 1 });
    await store.append(wholeRun("new", { time: 5000 }));
    await store.deleteTraces(["4"]);
    deepStrictEqual(await found(store, { cursor: next }), expected.newest.slice(1));
  },
  async "costs are compared by all their digits"(store) {
    const amounts = ["0.10000000000000000001", "0.1", "9.9", "10.000000000000000000002", "10.000000000000000000001"];
    for (const [at, amount] of amounts.entries()) await store.append(wholeRun(String(at), {}, { cost: { amount } }));
    deepStrictEqual(await found(store, { order: "costliest" }), ["3", "4", "2", "0", "1"]);
  },
  async "a limit or a cursor that is none is refused"(store) {
    await rejects(store.listRuns({ limit: 0 }), { name: "TraceStoreError" });
    await rejects(store.listRuns({ limit: 1001 }), { name: "TraceStoreError" });
    await rejects(store.listRuns({ cursor: "gibberish" }), { name: "TraceStoreError" });
  },
  async "roots are runs without a parent, and those whose parent was never heard"(store) {
    const child = exampleRun("t-2", { rootRunId: "t", parentRunId: "t-1", seq: 1 });
    await store.append([child.start(), child.end()]);
    deepStrictEqual(await found(store, {}), ["t-2"]);
    const top = exampleRun("t-1", { rootRunId: "t", kind: "chain" });
    await store.append([top.start(), top.end()]);
    deepStrictEqual(await found(store, {}), ["t-1"]);
    deepStrictEqual((await found(store, { scope: "all" })).sort(), ["t-1", "t-2"]);
    deepStrictEqual((await store.listRuns()).runs[0]?.totals?.runs, 2);
  },
  async "all conditions must hold, and one of a list"(store) {
    await store.append(
      wholeRun("a", {
        name: "one",
        tags: ["x", "y"],
        metadata: { thread_id: "s", 'a"b': 1, deep: { is: true } },
        model: "big",
        time: 10,
      }),
    );
    await store.append(
      wholeRun(
        "b",
        { name: "two", kind: "chain", metadata: { 'a"b': "1" }, time: 20 },
        { time: 520, status: "error", error: { name: "E", message: "m" } },
      ),
    );
    await store.append(wholeRun("c", { name: "three", tags: ["z"], time: 30 }));
    const asked: readonly (readonly [RunQuery, readonly string[]])[] = [
      [{ names: ["one", "two"] }, ["b", "a"]],
      [{ names: ["one", "two"], kinds: ["chain"] }, ["b"]],
      [{ names: [] }, []],
      [{ tags: ["y", "z"] }, ["c", "a"]],
      [{ statuses: ["error"] }, ["b"]],
      [{ models: ["big"] }, ["a"]],
      [{ sessionId: "s" }, ["a"]],
      [{ rootRunIds: ["a", "c"] }, ["c", "a"]],
      [{ metadata: { 'a"b': 1 } }, ["a"]],
      [{ metadata: { 'a"b': "1" } }, ["b"]],
      [{ metadata: { deep: { is: true } } }, ["a"]],
      [{ startedFrom: 20, startedBefore: 30 }, ["b"]],
      [{ minimumDurationMs: 500 }, ["b"]],
      [{ names: ["'; drop table runs; --"] }, []],
    ];
    for (const [query, runs] of asked) deepStrictEqual(await found(store, query), runs, JSON.stringify(query));
  },
  async "runs are found by what is said about them, as it is said last"(store) {
    const good = exampleRun("good", { time: 10 });
    const inner = exampleRun("inner", { rootRunId: "good", parentRunId: "good", seq: 1, time: 15 });
    const bad = exampleRun("bad", { time: 20 });
    const noted = exampleRun("noted", { time: 30 });
    const other = exampleRun("other", { time: 40 });
    for (const run of [good, inner, bad, noted, other]) await store.append([run.start(), run.end()]);
    await store.append([
      say(good, { key: "rating", score: 1 }),
      say(inner, { key: "rating", score: 0 }),
      say(bad, { key: "rating", score: 0, comment: "too long" }),
      say(noted, { key: "note", comment: "look at this" }),
      say(other, { key: "length", score: 1 }),
    ]);
    const asked: readonly (readonly [RunQuery, readonly string[]])[] = [
      [{ feedback: ["good"] }, ["good"]],
      [{ feedback: ["bad"] }, ["bad"]],
      [{ feedback: ["bad"], scope: "all" }, ["bad", "inner"]],
      [{ feedback: ["note"] }, ["noted", "bad"]],
      [{ feedback: ["good", "note"] }, ["noted", "bad", "good"]],
      [{ feedback: ["note"], text: "long" }, ["bad"]],
      [{ feedback: [] }, []],
    ];
    for (const [query, runs] of asked) deepStrictEqual(await found(store, query), runs, JSON.stringify(query));
    deepStrictEqual((await store.statistics({ feedback: ["note"] }))[0]?.runs, 2);
    await store.append([
      say(good, { key: "rating", score: 0 }, 200),
      say(bad, { key: "rating", isRemoved: true }, 200),
    ]);
    deepStrictEqual(await found(store, { feedback: ["good"] }), []);
    deepStrictEqual(await found(store, { feedback: ["bad"] }), ["good"]);
    await store.deleteTraces(["good"]);
    deepStrictEqual(await found(store, { feedback: ["bad"], scope: "all" }), []);
    await store.append([inner.start(), inner.end()]);
    deepStrictEqual(await found(store, { feedback: ["bad"], scope: "all" }), []);
  },
  async "ids are found by their beginnings, letter by letter, whatever is typed"(store) {
    const top = exampleRun("01a2-b", { rootRunId: "01a2-b", kind: "chain", time: 30 });
    const call = exampleRun("01a2-c", { rootRunId: "01a2-b", parentRunId: "01a2-b", seq: 1, time: 40 });
    await store.append([top.start(), call.start(), call.end(), top.end()]);
    for (const id of ["01A2-b", "01a3", "0", "größe%_", "😀"]) await store.append(wholeRun(id, { time: 20 }));
    const asked: readonly (readonly [RunQuery, readonly string[]])[] = [
      [{ runIdPrefix: "01a2" }, ["01a2-b"]],
      [{ runIdPrefix: "01a2", scope: "all" }, ["01a2-b", "01a2-c"]],
      [{ runIdPrefix: "01a2-c" }, []],
      [{ runIdPrefix: "01A" }, ["01A2-b"]],
      [{ runIdPrefix: "01a2-b-and-more" }, []],
      [{ runIdPrefix: "0", kinds: ["chain"] }, ["01a2-b"]],
      [{ runIdPrefix: "größe%" }, ["größe%_"]],
      [{ runIdPrefix: "%" }, []],
      [{ runIdPrefix: "😀" }, ["😀"]],
    ];
    for (const [query, runs] of asked) deepStrictEqual((await found(store, query)).sort(), runs, JSON.stringify(query));
    deepStrictEqual((await found(store, { runIdPrefix: "" })).length, 6);
  },
  async "words are found by their beginnings, wherever in a trace they stand, whatever is typed"(store) {
    const top = exampleRun("top", { rootRunId: "t", kind: "chain", name: "Größe" });
    const call = exampleRun("call", {
      rootRunId: "t",
      parentRunId: "top",
      seq: 1,
      payload: JSON.stringify({ inputs: "weather in Berlin\ntomorrow" }),
    });
    await store.append([
      top.start(),
      call.start(),
      call.end({ error: { name: "Gone", message: "it's over" } }),
      top.end(),
    ]);
    for (const text of ["ber", "WEA berl", "tomo", "größ", "gone größe", "it's", "  "])
      deepStrictEqual(await found(store, { text }), ["top"], text);
    for (const text of ["paris", "erlin", "berlin paris"]) deepStrictEqual(await found(store, { text }), [], text);
    for (const text of ['"', "NEAR(", "a* OR", "name:größe AND -x", "%_'", "\0"]) await store.listRuns({ text });
    deepStrictEqual(await found(store, { text: "berlin", scope: "all" }), ["call"]);
  },
  async "figures are put together by group and step in time, and count no call twice"(store) {
    const top = exampleRun("a", { kind: "chain", name: "chain" });
    const call = exampleRun("b", { rootRunId: "a", parentRunId: "a", seq: 1, model: "big" });
    const inner = exampleRun("c", { rootRunId: "a", parentRunId: "b", seq: 2, model: "big" });
    const used = {
      usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7, source: "provider" },
      cost: { amount: "0.1" },
      firstTokenAt: 1010,
    } as const;
    await store.append([
      top.start(),
      call.start(),
      inner.start(),
      inner.end(used),
      call.end(used),
      top.end({ time: 1100 }),
    ]);
    await store.append(wholeRun("d", { time: 5000, kind: "chain", name: "chain" }, { time: 5300, status: "error" }));
    const usage = { inputTokens: 3, outputTokens: 4, totalTokens: 7 };
    const [all] = await store.statistics();
    deepStrictEqual([all?.runs, all?.errors, all?.usage, all?.cost], [2, 1, usage, "0.1"]);
    deepStrictEqual(all?.latency, { p50: 100, p90: 300, p99: 300, max: 300 });
    const [every, ...none] = await store.statistics({ scope: "all", groupBy: "model", models: ["big"] });
    deepStrictEqual([every?.group, every?.runs, every?.usage, every?.cost, none], ["big", 2, usage, "0.1", []]);
    deepStrictEqual(every?.timeToFirstToken?.max, 10);
    deepStrictEqual(
      (await store.statistics({ intervalMs: 1000 })).map(({ time, runs }) => [time, runs]),
      [
        [1000, 1],
        [5000, 1],
      ],
    );
  },
  async "values to filter by come by frequency"(store) {
    await store.append(wholeRun("a", { name: "one", tags: ["x"], metadata: { user: 1 }, model: "big" }));
    await store.append(wholeRun("b", { name: "two", tags: ["x", "y"] }));
    await store.append(wholeRun("c", { name: "two" }));
    deepStrictEqual(await store.facets(), {
      names: ["two", "one"],
      tags: ["x", "y"],
      models: ["big"],
      kinds: ["chat_model"],
      metadataKeys: ["user"],
    });
  },
};

const found = async (store: TraceStore, query: RunQuery) =>
  (await store.listRuns(query)).runs.map(({ runId }) => runId);

const say = (run: ExampleRun, said: Omit<TraceFeedback, "feedbackId">, time = 100) =>
  run.feedback("f", { seq: 2000 + time, time, feedback: { feedbackId: "f", ...said } });
