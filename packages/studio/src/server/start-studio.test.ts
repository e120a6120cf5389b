import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { defineHandler } from "@earshot/core/events";
import { writeEventLine } from "@earshot/core/events/json";
import { scriptedChatModel } from "@earshot/testing";
import type { TraceStore } from "@earshot/trace";
import { TraceStoreError } from "@earshot/trace";
import { describe, expect, it } from "vitest";
import { ask } from "../../tests/support/ask.js";
import { memoryStore } from "../../tests/support/memory-store.js";
import { studios } from "../../tests/support/studios.js";
import { smallTrace } from "../../tests/support/trace-events.js";

const start = studios();
const json = { "content-type": "application/json" };

describe("what is read", () => {
  it.each([
    ["GET /api/info", { storeName: "traces", replayTargets: [], size: { runs: 2 } }],
    ["GET /api/runs", { runs: [{ runId: "root" }] }],
    [`GET /api/runs?query=${encodeURIComponent('{"limit":5,"kinds":["chain"]}')}`, { runs: [{ runId: "root" }] }],
    ["GET /api/traces/root-model", [{ runId: "root" }, { runId: "root-model" }]],
    ["GET /api/runs/root/events", [{ type: "chain.start" }, { type: "chain.end" }]],
    ["GET /api/runs/root/events/0/payload", { inputs: "Red?" }],
    ["GET /api/statistics", [{ runs: 1 }]],
    [`GET /api/statistics?query=${encodeURIComponent('{"scope":"all"}')}`, [{ runs: 2 }]],
    ["GET /api/facets", { names: ["ChatModel", "ask"] }],
  ])("%s", async (line, expected) => {
    const { port } = await start();
    const { status, headers, text } = await ask(port, line);
    expect(JSON.parse(text)).toMatchObject(expected);
    expect([status, headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-security-policy"]).toContain("sandbox");
    const head = await ask(port, line.replace("GET", "HEAD"));
    expect([head.status, head.text, head.headers["content-length"]]).toEqual([
      200,
      "",
      String(Buffer.byteLength(text)),
    ]);
  });

  it("leaves out payloads that are large, and sends them to who opens them", async () => {
    const [first, ...rest] = smallTrace();
    const payload = JSON.stringify({ inputs: "ä".repeat(300_000) });
    const { port } = await start({
      store: memoryStore([{ ...(first as never as object), payload } as never, ...rest]),
    });
    const [event] = JSON.parse((await ask(port, "GET /api/runs/root/events")).text) as [
      { payload?: string; payloadBytes: number },
    ];
    expect([event.payload, event.payloadBytes]).toEqual([undefined, Buffer.byteLength(payload)]);
    expect((await ask(port, "GET /api/runs/root/events/0/payload")).text).toBe(payload);
  });

  it("says its version", async () => {
    const { port } = await start({ storeName: "traces.db" });
    const { version, storeName } = JSON.parse((await ask(port, "GET /api/info")).text) as Record<string, string>;
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(storeName).toBe("traces.db");
  });
});

describe("what is refused", () => {
  it.each([
    ["GET /api/nothing", 404, "not_found"],
    ["GET /api", 404, "not_found"],
    ["GET /api/traces/nobody", 404, "not_found"],
    ["GET /api/runs/nobody/events", 404, "not_found"],
    ["GET /api/runs/root/events/77/payload", 404, "not_found"],
    ["GET /api/export?runId=nobody&runId=no-one", 404, "not_found"],
    ["GET /api/traces/nobody/share", 404, "not_found"],
    ["GET /api/runs//events", 404, "not_found"],
    ["GET /api/traces/%E0%A4%A", 400, "bad_request"],
    [`GET /api/traces/${"x".repeat(600)}`, 400, "bad_request"],
    ["GET /api/runs?query={", 400, "bad_request"],
    ["GET /api/runs?query=[]", 400, "bad_request"],
    ['GET /api/runs?query={"limit":0}', 400, "bad_request"],
    ['GET /api/runs?query={"limit":"5"}', 400, "bad_request"],
    ['GET /api/runs?query={"order":"random"}', 400, "bad_request"],
    ['GET /api/runs?query={"kinds":"chain"}', 400, "bad_request"],
    ['GET /api/runs?query={"path":"/etc/passwd"}', 400, "bad_request"],
    ['GET /api/runs?query={"__proto__":{"limit":1}}', 400, "bad_request"],
    ['GET /api/statistics?query={"intervalMs":0}', 400, "bad_request"],
    ["DELETE /api/runs", 405, "method_not_allowed"],
    ["POST /api/runs/root/feedback", 415, "unsupported_media_type"],
    ["POST /", 405, "method_not_allowed"],
    ["GET /assets/none.js", 404, "not_found"],
  ])("%s", async (line, status, code) => {
    const { port } = await start();
    const answered = await ask(port, line);
    expect([answered.status, answered.code]).toEqual([status, code]);
    expect(answered.headers["x-content-type-options"]).toBe("nosniff");
  });

  it("says of an address that is too long that it is", async () => {
    const { port } = await start();
    expect(JSON.parse((await ask(port, `GET /api/traces/${"x".repeat(600)}`)).text).error.message).toBe(
      "The address is too long: of the 500 characters that an id in it may have, it has 600.",
    );
    expect(JSON.parse((await ask(port, "GET /api/traces/%E0%A4%A")).text).error.message).toContain("not encoded");
  });

  it("says which methods there are", async () => {
    const { port } = await start();
    expect((await ask(port, "PUT /api/runs/root/feedback")).headers.allow).toBe("POST");
    expect((await ask(port, "OPTIONS /api/runs")).headers.allow).toBe("GET, HEAD");
  });

  it.each([
    ["{", "bad_request"],
    ["null", "bad_request"],
    ["[]", "bad_request"],
    ["{}", "bad_request"],
    ['{"key":""}', "bad_request"],
    ['{"key":"k","score":"1"}', "bad_request"],
    ['{"key":"k","score":1e999}', "bad_request"],
    ['{"key":"k","file":"/etc/passwd"}', "bad_request"],
    [`{"key":"k","comment":"${"x".repeat(20_000)}"}`, "bad_request"],
    [`${"[".repeat(200_000)}`, "bad_request"],
  ])("a body that is wrong: %.30s", async (body, code) => {
    const { port } = await start();
    const answered = await ask(port, "POST /api/runs/root/feedback", { headers: json, body });
    expect([answered.status, answered.code]).toEqual([400, code]);
  });

  it("tells clients nothing of what went wrong inside", async () => {
    const heard: unknown[] = [];
    const broken: TraceStore = {
      ...memoryStore(),
      listRuns: () => Promise.reject(new TraceStoreError("/home/ada/.earshot/traces.db is no database")),
      facets: () => Promise.reject(new TypeError("/home/ada/x.js")),
    };
    const { port } = await start({ store: broken, onError: (error) => heard.push(error) });
    const [store, other] = [await ask(port, "GET /api/runs"), await ask(port, "GET /api/facets")];
    expect([store.status, store.code, other.status, other.code]).toEqual([503, "store_failed", 500, "internal"]);
    expect(store.text + other.text).not.toContain("ada");
    expect(heard).toHaveLength(2);
  });
});

describe("what is changed", () => {
  it("takes what is said about a run, anew in its place, and takes it back", async () => {
    const { port, store } = await start();
    const body = JSON.stringify({ key: "good", score: 1, comment: "<b>yes</b>" });
    const { status, text } = await ask(port, "POST /api/runs/root-model/feedback", { headers: json, body });
    const { feedbackId } = JSON.parse(text) as { feedbackId: string };
    expect(status).toBe(200);
    const saidOf = async () => (await store.readTrace("root")).map(({ feedback }) => feedback);
    expect(await saidOf()).toEqual([[], [{ feedbackId, key: "good", score: 1, comment: "<b>yes</b>" }]]);
    const place = `/api/runs/root-model/feedback/${feedbackId}`;
    const anew = { headers: json, body: JSON.stringify({ key: "note", comment: "rather" }) };
    expect((await ask(port, `PUT ${place}`, anew)).status).toBe(200);
    expect(await saidOf()).toEqual([[], [{ feedbackId, key: "note", comment: "rather" }]]);
    expect((await ask(port, `DELETE ${place}`)).status).toBe(200);
    expect(await saidOf()).toEqual([[], []]);
    expect((await ask(port, `DELETE ${place}`)).code).toBe("not_found");
    expect((await ask(port, `PUT ${place}`, anew)).code).toBe("not_found");
    expect((await ask(port, "POST /api/runs/nobody/feedback", { headers: json, body })).code).toBe("not_found");
  });

  it("deletes the trace that a run is in", async () => {
    const { port } = await start();
    expect((await ask(port, "DELETE /api/traces/root-model")).text).toBe('{"deleted":1}');
    expect((await ask(port, "DELETE /api/traces/root-model")).text).toBe('{"deleted":0}');
    expect((await ask(port, "GET /api/traces/root")).status).toBe(404);
  });
});

it("refuses options that there are not, and that can't be so", async () => {
  await expect(start({ hosts: "0.0.0.0" } as never)).rejects.toThrow(/startStudio: there is no "hosts"/);
  await expect(start({ allowedHosts: "studio" } as never)).rejects.toThrow("`allowedHosts` of startStudio");
  await expect(start({ limits: { jsonByte: 1 } } as never)).rejects.toThrow(/jsonByte/);
});

it("shares a page under a name that ends as one, whatever the run is called", async () => {
  const [first, ...rest] = smallTrace();
  const { port } = await start({
    store: memoryStore([{ ...first, name: `../${"ask ".repeat(100)}` } as never, ...rest]),
  });
  const { headers } = await ask(port, "GET /api/traces/root/share");
  expect(headers["content-disposition"]).toMatch(/^attachment; filename="ask-[a-z-]{56}\.html"$/);
});

describe("traces as lines", () => {
  it("go out and in again", async () => {
    const { port } = await start({ store: memoryStore([...smallTrace(), ...smallTrace("other")]) });
    const all = await ask(port, "GET /api/export");
    expect(all.text.trim().split("\n")).toHaveLength(8);
    expect(all.headers["content-disposition"]).toBe('attachment; filename="earshot-traces.jsonl"');
    const one = await ask(port, "GET /api/export?runId=other-model&runId=other&runId=nobody");
    expect(one.text.trim().split("\n")).toHaveLength(4);
    const there = await start({ store: memoryStore() });
    const imported = await ask(there.port, "POST /api/import", { body: `${all.text}\n{"oops\n{}\n` });
    expect(JSON.parse(imported.text)).toEqual({
      events: 8,
      broken: 2,
      firstBroken: { line: 10, reason: "it is torn, or no JSON" },
    });
    expect((await ask(there.port, "GET /api/export")).text).toBe(all.text);
  });

  it("are taken as handlers write them, too", async () => {
    const lines: string[] = [];
    const options = { limits: {}, writesSerialized: false };
    const handler = defineHandler({ onEvent: (event) => void lines.push(writeEventLine(event, options)) });
    await scriptedChatModel("Yes.").invoke("Red?", { callbacks: [handler], runId: "mine" });
    const { port } = await start({ store: memoryStore() });
    const imported = await ask(port, "POST /api/import", { body: lines.join("") });
    expect(JSON.parse(imported.text)).toEqual({ events: lines.length, broken: 0 });
    expect(JSON.parse((await ask(port, "GET /api/traces/mine")).text)).toMatchObject([
      { runId: "mine", kind: "chat_model", status: "ok", outputPreview: "Yes." },
    ]);
  });

  it.each([
    ["no kind", { kind: "other" }],
    ["tags that are none", { tags: [1] }],
    ["no metadata", { metadata: null }],
    ["a payload that is no text", { payload: {} }],
    ["feedback that is none", { feedback: 1 }],
    ["a later version", { schemaVersion: 2 }],
  ])("that nobody could read are counted: %s", async (_what, said) => {
    const { port } = await start({ store: memoryStore() });
    const body = JSON.stringify({ ...smallTrace()[0], ...said });
    expect(JSON.parse((await ask(port, "POST /api/import", { body })).text)).toEqual({
      events: 0,
      broken: 1,
      firstBroken: { line: 1, reason: expect.any(String) },
    });
  });
});

describe("starting and closing", () => {
  it("says which port is taken", async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toMatchObject({ code: "STUDIO_START", errno: "EADDRINUSE" });
    await expect(start({ port: 0, otlpPort: port })).rejects.toThrow(/Something listens there already/);
  });

  it("opens no stream while it closes", async () => {
    const { port, studio } = await start();
    const outgoing = request({ port, host: "127.0.0.1", method: "POST", path: "/api/replay/targets", headers: json });
    const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
    const body = '{"name":"late","models":[]}';
    outgoing.write(body.slice(0, 5));
    await ask(port, "GET /api/info"); // by now the request is under way
    const closed = studio.close();
    outgoing.end(body.slice(5));
    const [response] = await answered;
    expect(response.statusCode).toBe(503);
    response.resume();
    await closed;
  });

  it("lets answers that are under way finish, and frees the port", async () => {
    let release: (() => void) | undefined;
    const facets = { names: [], tags: [], models: [], kinds: [], metadataKeys: [] };
    const slow: TraceStore = {
      ...memoryStore(smallTrace()),
      facets: () => new Promise((resolve) => (release = () => resolve(facets))),
    };
    const { port, studio } = await start({ store: slow });
    const socket = connect(port, "127.0.0.1"); // says nothing, and may not hold it up
    const answer = ask(port, "GET /api/facets");
    await expect.poll(() => release).toBeDefined();
    const before = performance.now();
    const closed = studio.close();
    release?.();
    expect((await answer).status).toBe(200);
    await closed;
    expect(performance.now() - before).toBeLessThan(2_000);
    await studio.close();
    socket.destroy();
    await expect(ask(port, "GET /api/info")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
