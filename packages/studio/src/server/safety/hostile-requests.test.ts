import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask } from "../../../tests/support/ask.js";
import { rawRequest } from "../../../tests/support/raw-request.js";
import { memoryStore, storeWith } from "../../../tests/support/memory-store.js";
import { studios } from "../../../tests/support/studios.js";
import { smallTrace } from "../../../tests/support/trace-events.js";

const start = studios();
const json = { "content-type": "application/json" };
const body = '{"key":"good"}';

describe("what is too large", () => {
  const limits = { jsonBytes: 1_000, importBytes: 100_000, otlpBytes: 1_000 };

  it.each([
    ["as it says itself", { headers: json, body: JSON.stringify({ key: "k", comment: "x".repeat(2_000) }) }],
    [
      "in pieces",
      {
        headers: { ...json, "transfer-encoding": "chunked" },
        body: JSON.stringify({ key: "k", comment: "x".repeat(2_000) }),
      },
    ],
    [
      "when it is unpacked",
      { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(500_000_000 / 1_000, " ")) },
    ],
  ])("is refused: %s", async (_how, request) => {
    const { port } = await start({ limits });
    const answered = await ask(port, "POST /api/runs/root/feedback", request);
    expect([answered.status, answered.code]).toEqual([413, "too_large"]);
  });

  it("is not unpacked further than that", async () => {
    const { port } = await start({ limits });
    const bomb = gzipSync(Buffer.alloc(300_000_000)); // 300 kB
    const before = process.memoryUsage().rss;
    const headers = { "content-encoding": "gzip" };
    expect((await ask(port, "POST /api/import", { headers, body: bomb.subarray(0, 90_000) })).code).toBe("too_large");
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it.each([
    ["gzip", Buffer.from("not packed"), 400, "bad_request"],
    ["gzip", gzipSync(body).subarray(0, 12), 400, "bad_request"],
    ["compress", Buffer.from(body), 415, "unsupported_media_type"],
  ])("what is packed wrong is refused: %s %#", async (encoding, bytes, status, code) => {
    const { port } = await start();
    const answered = await ask(port, "POST /api/runs/root/feedback", {
      headers: { ...json, "content-encoding": encoding },
      body: bytes,
    });
    expect([answered.status, answered.code]).toEqual([status, code]);
  });

  it("what is packed right is read", async () => {
    const { port } = await start();
    const headers = { ...json, "content-encoding": "gzip" };
    expect((await ask(port, "POST /api/runs/root/feedback", { headers, body: gzipSync(body) })).status).toBe(200);
  });

  it("headers are, too", async () => {
    const { port } = await start();
    expect(await rawRequest(port, `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(40_000)}\r\n\r\n`)).toContain(
      "431",
    );
  });
});

describe("clients that take forever", () => {
  it("are cut off: headers, bodies", async () => {
    const { port } = await start({ limits: { headersTimeoutMs: 300, requestTimeoutMs: 600 } });
    const slow = (text: string) =>
      new Promise<string>((resolve) => {
        let said = "";
        const socket = connect(port, "127.0.0.1", () => socket.write(text));
        const drip = setInterval(() => socket.write("x"), 100);
        socket.on("data", (data) => (said += data.toString()));
        socket.on("error", () => undefined).once("close", () => (clearInterval(drip), resolve(said)));
      });
    const [headers, slowBody] = await Promise.all([
      slow("GET /api/runs HTTP/1.1\r\nhost: localhost\r\nx-slow: "),
      slow(`POST /api/import HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\n`),
    ]);
    expect(headers).toContain("408 Request Timeout");
    expect(slowBody).not.toContain("200 OK");
  });

  it("are not those whose import takes long to be kept", async () => {
    const store = memoryStore();
    let events = 0;
    const append = async ({ length }: readonly unknown[]): Promise<void> => {
      events += length;
      await new Promise((resolve) => setTimeout(resolve, 400));
    };
    const { port } = await start({
      store: storeWith(store, { append }),
      limits: { requestTimeoutMs: 1_000 },
    });
    // More than the system keeps on the way.
    const line = `${JSON.stringify({ ...smallTrace()[0], payload: JSON.stringify("x".repeat(20_000)) })}\n`;
    const answered = await ask(port, "POST /api/import", { body: line.repeat(1_600) });
    expect([answered.status, events]).toEqual([200, 1_600]);
  });
});

describe("whatever comes", () => {
  it("never ends it", async () => {
    const { port } = await start({ store: memoryStore(smallTrace()) });
    const line = fc.tuple(
      fc.constantFrom("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PRI"),
      fc.oneof(
        fc.webPath(),
        fc.string(),
        fc.constantFrom(
          "/api/runs/root/feedback",
          "/api/import",
          "/api/replay",
          "/v1/traces",
          "/api/runs?query=",
          "/api/changes",
          "*",
        ),
      ),
    );
    const rest = fc.tuple(
      fc.array(
        fc.tuple(
          fc.constantFrom(
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "expect",
            "upgrade",
            "origin",
            "cookie",
            "last-event-id",
            "x",
          ),
          fc.oneof(
            fc.string(),
            fc.constantFrom("application/json", "gzip", "chunked", "100-continue", "websocket", "10"),
          ),
        ),
      ),
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1")),
      ),
    );
    await fc.assert(
      fc.asyncProperty(line, rest, async ([method, path], [headers, text]) => {
        const said = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
        await rawRequest(
          port,
          Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${said}\r\n${text}`, "latin1"),
          15,
        );
        return true;
      }),
      { numRuns: 300 },
    );
    const noise = fc.uint8Array({ minLength: 1, maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => (await rawRequest(port, Buffer.from(bytes), 5), true)),
      { numRuns: 100 },
    );
    expect((await ask(port, "GET /api/traces/root")).status).toBe(200);
  }, 120_000);

  it("queries and bodies of any JSON are answered", async () => {
    const { port } = await start();
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (text) => {
        const query = await ask(port, `GET /api/runs?query=${encodeURIComponent(text)}`);
        const said = await ask(port, "POST /api/replay", { headers: json, body: text });
        statuses.add(query.status).add(said.status);
        expect([200, 400]).toContain(query.status);
        expect(said.status).toBe(400);
      }),
      { numRuns: 150 },
    );
    expect(statuses).toContain(400);
  }, 120_000);
});
