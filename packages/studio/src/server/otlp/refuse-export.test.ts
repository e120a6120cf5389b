import { connect, type Socket } from "node:net";
import { TraceStoreError } from "@earshot/trace";
import { afterEach, describe, expect, it } from "vitest";
import { ask } from "../../../tests/support/ask.js";
import { memoryStore } from "../../../tests/support/memory-store.js";
import { studios } from "../../../tests/support/studios.js";

const start = studios();
const json = { "content-type": "application/json" };
const protobuf = { "content-type": "application/x-protobuf" };
const span = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  name: "chat",
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000001000000000",
};
const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
const post = "POST /v1/traces";

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A request that has begun and does not go on. */
function beginExport(port: number): void {
  const socket = connect(port, "127.0.0.1").on("error", () => undefined);
  socket.write(
    "POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
  );
  sockets.push(socket);
}

describe("an exporter is told in its own format", () => {
  it.each([
    ["of another origin", post, { origin: "http://evil.example" }, 403, 7],
    ["under another name", post, { host: "evil.example" }, 403, 7],
    ["without the token", post, {}, 401, 16],
    ["by another method", "PUT /v1/traces", { authorization: "Bearer t" }, 405, 12],
  ])("%s", async (_, line, said, status, code) => {
    const { port, studio } = await start({ token: "t", otlpPort: 0 });
    for (const at of [port, studio.otlpPort ?? 0]) {
      const asJson = await ask(at, line, { headers: { ...json, ...said }, body });
      expect([asJson.status, asJson.headers["content-type"]]).toEqual([status, "application/json"]);
      expect(JSON.parse(asJson.text)).toEqual({ code, message: expect.any(String) as string });
      const packed = await ask(at, line, { headers: { ...protobuf, ...said }, body });
      expect([packed.status, packed.headers["content-type"]]).toEqual([status, "application/x-protobuf"]);
      expect([...packed.bytes.subarray(0, 3)]).toEqual([0x08, code, 0x12]);
      expect(packed.headers["retry-after"]).toBeUndefined();
    }
  });

  it.each([
    ["another type, badly packed", { "content-type": "text/plain", "content-encoding": "gzip" }, 400, 3],
    ["another type", { "content-type": "text/plain" }, 415, 3],
    ["no type", {}, 415, 3],
    ["another type, from another origin", { "content-type": "text/plain", origin: "http://evil.example" }, 403, 7],
  ])("and as JSON if it has none: %s", async (_, headers, status, code) => {
    const { port } = await start();
    const answered = await ask(port, post, { headers, body });
    expect([answered.status, answered.headers["content-type"]]).toEqual([status, "application/json"]);
    expect(JSON.parse(answered.text)).toEqual({ code, message: expect.any(String) as string });
  });

  it("at a port of its own, of any other address too", async () => {
    const { studio } = await start({ otlpPort: 0 });
    const { status, text } = await ask(studio.otlpPort ?? 0, "POST /v1/logs", { headers: json, body: "{}" });
    expect([status, JSON.parse(text)]).toEqual([404, { code: 5, message: expect.any(String) as string }]);
  });

  it("how long it takes until the store may be written again", async () => {
    const store = memoryStore([], { append: () => Promise.reject(new TraceStoreError("it is full")) });
    const { port } = await start({ store, onError: () => undefined });
    const { status, headers } = await ask(port, post, { headers: json, body });
    expect([status, headers["retry-after"]]).toEqual([503, "5"]);
  });

  it("to come again when too many are under way, which is soon", async () => {
    const { port } = await start();
    for (let count = 0; count < 128; count++) beginExport(port);
    const send = () => ask(port, post, { headers: json, body });
    await expect.poll(async () => (await send()).status).toBe(429);
    const { text, headers } = await send();
    expect([JSON.parse(text), headers["retry-after"]]).toEqual([
      { code: 8, message: expect.any(String) as string },
      "5",
    ]);
    for (const socket of sockets.splice(0)) socket.destroy();
    await expect.poll(async () => (await send()).status).toBe(200);
  });
});
