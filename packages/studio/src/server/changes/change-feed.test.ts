import { TraceStoreError, type TraceChanges, type TraceStore } from "@earshot/trace";
import { describe, expect, it } from "vitest";
import { ask } from "../../../tests/support/ask.js";
import { follow } from "../../../tests/support/follow.js";
import { memoryStore, storeWith } from "../../../tests/support/memory-store.js";
import { studios } from "../../../tests/support/studios.js";
import { smallTrace, traceEvent } from "../../../tests/support/trace-events.js";

const start = studios();
const model = { runId: "live", rootRunId: "live", kind: "chat_model" } as const;
const begin = traceEvent({ ...model, type: "chat_model.start" });
const token = (index: number) =>
  traceEvent({ ...model, type: "chat_model.delta", seq: index + 1, index, text: `${index} ` });
const textOf = (events: readonly { readonly data: unknown }[]): string =>
  events.flatMap(({ data }) => (data as TraceChanges).deltas.map(({ text }) => text)).join("");

/** How much text has come; joining all of it at every look would take longer than sending it. */
const lengthOf = (events: readonly { readonly data: unknown }[]): number =>
  events
    .flatMap(({ data }) => (data as TraceChanges).deltas)
    .reduce((length, { text = "" }) => length + text.length, 0);

/** A store that counts how often it is asked. */
function counted(): { readonly store: TraceStore; readonly counts: { asked: number; watched: number } } {
  const store = memoryStore(smallTrace());
  const counts = { asked: 0, watched: 0 };
  const changes = (cursor?: string) => (counts.asked++, store.changes(cursor));
  const watch = (listener: () => void) => {
    counts.watched++;
    const unwatch = store.watch(listener);
    return () => (counts.watched--, unwatch());
  };
  return { store: storeWith(store, { changes, watch }), counts };
}

describe("changes", () => {
  it("of a store that can't be watched are broken off, and come again when it can", async () => {
    const { store, counts } = counted();
    let isBroken = true;
    const watch = (listener: () => void) => {
      if (isBroken) throw new TraceStoreError("it is closed");
      return store.watch(listener);
    };
    const heard: unknown[] = [];
    const { port } = await start({ store: storeWith(store, { watch }), onError: (error) => heard.push(error) });
    await expect(follow(port, "GET /api/changes")).rejects.toThrow("socket hang up");
    expect(heard).toMatchObject([{ code: "TRACE_STORE" }]);
    isBroken = false;
    const page = await follow(port, "GET /api/changes");
    await expect.poll(() => page.events).toHaveLength(1);
    page.leave();
    // Nobody is left to be told: the first was not kept.
    await expect.poll(() => counts.watched).toBe(0);
  });

  it("come as they are appended, after a first word that says where the client stands", async () => {
    const { port, store } = await start();
    const page = await follow(port, "GET /api/changes");
    expect(page.response.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    await expect.poll(() => page.events).toHaveLength(1);
    const { cursor } = await store.changes();
    expect(page.events).toEqual([{ id: cursor, data: { runs: [], deltas: [], cursor } }]);
    await store.append([begin, token(0)]);
    await expect
      .poll(() => page.events[1]?.data)
      .toMatchObject({ runs: [{ runId: "live" }], deltas: [{ text: "0 " }], cursor: (await store.changes()).cursor });
    page.leave();
  });

  it("are told to 256 at once; one more is refused until another leaves", async () => {
    const { port, store } = await start();
    const pages = await Promise.all(Array.from({ length: 256 }, () => follow(port, "GET /api/changes")));
    await expect.poll(() => pages.every(({ events }) => events.length === 1)).toBe(true);
    const refused = await ask(port, "GET /api/changes");
    expect(refused).toMatchObject({ status: 503, code: "too_many_streams", headers: { "retry-after": "5" } });
    expect((await ask(port, "GET /api/runs")).status).toBe(200);
    await store.append([begin]);
    await expect.poll(() => pages.every(({ events }) => events.length === 2)).toBe(true);
    pages[0]?.leave();
    let next: Awaited<ReturnType<typeof follow>> | undefined;
    await expect.poll(async () => (next = await follow(port, "GET /api/changes")).response.statusCode).toBe(200);
    for (const page of [...pages, next]) page?.leave();
  });

  it("tell what was deleted, even if that is all", async () => {
    const { port, store } = await start();
    const page = await follow(port, "GET /api/changes");
    await expect.poll(() => page.events).toHaveLength(1);
    await store.deleteTraces(["root"]);
    await expect.poll(() => page.events[1]?.data).toMatchObject({ deleted: ["root"], runs: [], deltas: [] });
    page.leave();
  });

  it("go on where a client was cut off, by Last-Event-ID or cursor", async () => {
    const { port, store } = await start();
    const before = await follow(port, "GET /api/changes");
    await expect.poll(() => before.events).toHaveLength(1);
    const id = before.events[0]?.id ?? "";
    before.leave();
    await store.append([begin, token(0), token(1)]);
    for (const [path, headers] of [
      ["/api/changes", { "last-event-id": id }],
      [`/api/changes?cursor=${id}`, {}],
    ] as const) {
      const after = await follow(port, `GET ${path}`, { headers });
      await expect.poll(() => textOf(after.events)).toBe("0 1 ");
      await store.append([]);
      expect(after.events).toHaveLength(1);
      after.leave();
    }
  });

  it("say so when the cursor tells nothing any more", async () => {
    const { port } = await start();
    const page = await follow(port, "GET /api/changes", { headers: { "last-event-id": "from another store" } });
    await expect.poll(() => page.events[0]?.data).toMatchObject({ isReset: true });
    page.leave();
  });

  it("reach any number of clients with one watch and, soon, one look at the store", async () => {
    const { store, counts } = counted();
    const { port } = await start({ store });
    const pages = await Promise.all(Array.from({ length: 60 }, () => follow(port, "GET /api/changes")));
    await expect.poll(() => pages.every(({ events }) => events.length === 1)).toBe(true);
    const before = counts.asked;
    expect(counts.watched).toBe(1);
    await store.append([begin, token(0)]);
    await expect.poll(() => pages.every(({ events }) => textOf(events) === "0 ")).toBe(true);
    expect(counts.asked - before).toBeLessThanOrEqual(2);
    for (const page of pages) page.leave();
    await expect.poll(() => counts.watched).toBe(0);
  });

  it("are put together for a client that doesn't keep up, and held back from no other", async () => {
    const { port, store } = await start();
    const slow = await follow(port, "GET /api/changes");
    const quick = await follow(port, "GET /api/changes");
    await expect.poll(() => [slow.events.length, quick.events.length]).toEqual([1, 1]);
    slow.response.pause();
    const large = "x".repeat(1_000_000);
    let sent = 0;
    for (let index = 0; index < 24; index++) {
      await store.append([traceEvent({ ...model, type: "chat_model.delta", seq: index, index, text: large })]);
      sent += large.length;
      await expect.poll(() => lengthOf(quick.events), { interval: 5, timeout: 10_000 }).toBe(sent);
    }
    const untilThen = slow.events.length;
    slow.response.resume();
    await expect.poll(() => lengthOf(slow.events), { timeout: 20_000 }).toBe(sent);
    expect(untilThen).toBeLessThan(10);
    expect(slow.events.length).toBeLessThan(quick.events.length);
    for (const page of [slow, quick]) page.leave();
  }, 60_000);

  it("come again after the store could not be read", async () => {
    const heard: unknown[] = [];
    const store = memoryStore(smallTrace());
    let isBroken = false;
    let refused = 0;
    const flaky = storeWith(store, {
      changes: (cursor) => (isBroken ? (refused++, Promise.reject(new Error("no"))) : store.changes(cursor)),
    });
    const onError = (error: unknown): never => {
      heard.push(error);
      throw new Error("Who listens fails, too.");
    };
    const { port } = await start({ store: flaky, onError });
    const page = await follow(port, "GET /api/changes");
    await expect.poll(() => page.events).toHaveLength(1);
    isBroken = true;
    await store.append([begin, token(0)]);
    await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(1);
    // Said once, though it was tried again.
    expect(heard).toHaveLength(1);
    isBroken = false;
    await expect.poll(() => textOf(page.events), { timeout: 5_000 }).toBe("0 ");
    page.leave();
  });

  it("end when the studio closes", async () => {
    const { store, counts } = counted();
    const { port, studio } = await start({ store });
    const pages = await Promise.all([follow(port, "GET /api/changes"), follow(port, "GET /api/changes")]);
    const before = performance.now();
    await studio.close();
    await Promise.all(pages.map(({ ended }) => ended));
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(counts.watched).toBe(0);
  });

  it("are announced by HEAD", async () => {
    const { port } = await start();
    const page = await follow(port, "HEAD /api/changes");
    await page.ended;
    expect(page.response.headers["content-type"]).toBe("text/event-stream");
  });
});
