import { memoryTraceStore, type RunQuery } from "@earshot/trace";
import { afterEach, expect, it, vi } from "vitest";
import { RunList } from "../../client/src/runs/run-list.js";
import { traceEvent } from "../support/trace-events.js";

afterEach(() => vi.unstubAllGlobals());

const turn = (place: number) => {
  const runId = `turn ${place}`;
  return traceEvent({
    runId,
    rootRunId: runId,
    type: "chain.start",
    seq: 0,
    time: 1_000 + place,
    metadata: { thread_id: "t" },
  });
};

/** A store, a list that asks it in place of a server, and what the list is told of what is added. */
function listOf(query: RunQuery) {
  const store = memoryTraceStore();
  vi.stubGlobal("fetch", async (address: string | URL) => {
    const asked = new URL(String(address), "http://127.0.0.1/").searchParams.get("query");
    return Response.json(await store.listRuns(JSON.parse(asked ?? "{}") as RunQuery));
  });
  const list = new RunList(query, () => true);
  const add = async (place: number) => {
    const { cursor } = await store.changes();
    await store.append([turn(place)]);
    list.hear(await store.changes(cursor));
  };
  return { store, list, add };
}

it("of the oldest first has what is added at its end, however many pages there are", async () => {
  const { store, list, add } = listOf({ sessionId: "t", order: "oldest" });
  await store.append(Array.from({ length: 150 }, (_, place) => turn(place)));
  await list.load();
  expect(list.runs.value).toHaveLength(100);
  await add(150);
  await list.loadMore();
  expect(list.runs.value).toHaveLength(151);
  expect(list.hasMore).toBe(false);
  await add(151);
  await expect.poll(() => list.runs.value.at(-1)?.runId).toBe("turn 151");
  expect(new Set(list.runs.value.map(({ runId }) => runId)).size).toBe(152);
  list.stop();
});

it("of the oldest first whose page is full says that there is more, and shows it when it is asked for", async () => {
  const { store, list, add } = listOf({ sessionId: "t", order: "oldest" });
  await store.append(Array.from({ length: 100 }, (_, place) => turn(place)));
  await list.load();
  await add(100);
  await expect.poll(() => list.hasMore).toBe(true);
  expect(list.runs.value).toHaveLength(100);
  await list.loadMore();
  expect(list.runs.value).toHaveLength(101);
  list.stop();
});
