import { gzipSync } from "node:zlib";
import { TraceStoreError, type TraceStore } from "@earshot/trace";
import { describe, expect, it } from "vitest";
import { ask } from "../../../tests/support/ask.js";
import { smallStore } from "../../../tests/support/small-store.js";
import { studios } from "../../../tests/support/studios.js";
import { traceEvent } from "../../../tests/support/trace-events.js";
import type { OtlpDecoder } from "./otlp-responder.js";

const start = studios();
const protobuf = { "content-type": "application/x-protobuf" };
const json = { "content-type": "application/json; charset=utf-8" };

/** Takes a text in place of spans: names of runs, `-` for a span that is none. What OTLP itself says is the decoder's own matter. */
const decode: OtlpDecoder = (bytes, format) => {
  const names = Buffer.from(bytes).toString("utf8").split(" ");
  if (names.includes("broken")) throw new TypeError(`${format} is broken at /home/ada`);
  const whole = names.filter((name) => name !== "-");
  const events = whole.map((runId) =>
    traceEvent({ type: "chain.end", runId, rootRunId: runId, source: `otlp:${format}` }),
  );
  return { events, rejected: names.length - whole.length };
};
const options = { loadOtlpDecoder: async () => decode };

describe("POST /v1/traces", () => {
  it.each([
    ["protobuf", protobuf, "", "application/x-protobuf"],
    ["json", json, "{}", "application/json"],
  ])("takes %s, packed or not, and answers when it is safe", async (format, headers, answer, type) => {
    const { port, store } = await start({ ...options, store: smallStore() });
    const plain = await ask(port, "POST /v1/traces", { headers, body: "a" });
    expect([plain.status, plain.text, plain.headers["content-type"]]).toEqual([200, answer, type]);
    expect((await store.readEvents("a"))[0]?.source).toBe(`otlp:${format}`);
    const packed = await ask(port, "POST /v1/traces", {
      headers: { ...headers, "content-encoding": "gzip" },
      body: gzipSync("b"),
    });
    expect(packed.status).toBe(200);
    expect(await store.readTrace("b")).toHaveLength(1);
  });

  it("says how many spans it could not read", async () => {
    const { port } = await start(options);
    const said = await ask(port, "POST /v1/traces", { headers: json, body: "a - -" });
    expect(JSON.parse(said.text)).toEqual({
      partialSuccess: { rejectedSpans: "2", errorMessage: "2 spans could not be read." },
    });
    const { bytes } = await ask(port, "POST /v1/traces", { headers: protobuf, body: "a - -" });
    const message = Buffer.from("2 spans could not be read.");
    expect(bytes).toEqual(
      Buffer.concat([Buffer.from([0x0a, message.length + 4, 0x08, 2, 0x12, message.length]), message]),
    );
  });

  it.each([
    ["what is none", json, "broken", 400],
    ["too much", json, "x".repeat(2_000), 413],
    ["a bomb", { ...json, "content-encoding": "gzip" }, gzipSync("x".repeat(500_000)), 413],
    ["what is not packed", { ...json, "content-encoding": "gzip" }, "x", 400],
  ])("refuses %s, with a status that exporters don't try again", async (_what, headers, body, status) => {
    const { port } = await start({ ...options, limits: { otlpBytes: 1_000 } });
    const answered = await ask(port, "POST /v1/traces", { headers, body });
    expect([answered.status, JSON.parse(answered.text)]).toEqual([
      status,
      { code: 3, message: expect.any(String) as string },
    ]);
    expect(answered.text).not.toContain("ada");
  });

  it("says so in protobuf to who speaks it", async () => {
    const { port } = await start(options);
    const { status, bytes } = await ask(port, "POST /v1/traces", { headers: protobuf, body: "broken" });
    expect([status, bytes.subarray(0, 3)]).toEqual([400, Buffer.from([0x08, 3, 0x12])]);
    expect(bytes.subarray(4).toString()).toBe("The body is no ExportTraceServiceRequest in protobuf.");
  });

  it("has exporters try again when the store can't be written", async () => {
    const heard: unknown[] = [];
    const full: TraceStore = { ...smallStore(), append: () => Promise.reject(new TraceStoreError("full")) };
    const { port } = await start({ ...options, store: full, onError: (error) => heard.push(error) });
    expect((await ask(port, "POST /v1/traces", { headers: json, body: "a" })).status).toBe(503);
    expect(heard).toHaveLength(1);
  });

  it("refuses what is no OTLP, and takes none without a decoder", async () => {
    const { port } = await start(options);
    expect((await ask(port, "POST /v1/traces", { headers: { "content-type": "text/plain" }, body: "a" })).status).toBe(
      415,
    );
    expect((await ask(port, "GET /v1/traces")).headers.allow).toBe("POST");
    expect((await ask((await start()).port, "POST /v1/traces", { headers: json, body: "a" })).status).toBe(501);
  });

  it("is taken at a port of its own, which has nothing else", async () => {
    const { studio, store } = await start({ ...options, otlpPort: 0 });
    const { otlpPort = 0 } = studio;
    expect((await ask(otlpPort, "POST /v1/traces", { headers: json, body: "a" })).status).toBe(200);
    expect(await store.readTrace("a")).toHaveLength(1);
    for (const line of ["GET /api/runs", "GET /", "POST /v1/metrics"])
      expect((await ask(otlpPort, line)).status).toBe(404);
    const headers = { ...json, host: "evil.example" };
    expect((await ask(otlpPort, "POST /v1/traces", { headers, body: "a" })).code).toBe("forbidden_host");
    await studio.close();
    await expect(ask(otlpPort, "GET /")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
