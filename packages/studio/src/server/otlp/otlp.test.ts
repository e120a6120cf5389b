import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { memoryTraceStore, traceTree, TraceStoreError } from "@earshot/trace";
import { describe, expect, it } from "vitest";
import { openAIProtocol } from "../../../../../tests/support/openai-protocol.js";
import { startProviderServer } from "../../../../../tests/support/provider-server.js";
import { ask } from "../../../tests/support/ask.js";
import { memoryStore } from "../../../tests/support/memory-store.js";
import { studios } from "../../../tests/support/studios.js";

const start = studios();
const protobuf = { "content-type": "application/x-protobuf" };
const json = { "content-type": "application/json; charset=utf-8" };

const traceId = "0af7651916cd43dd8448eb211c80319c";
const valid = {
  traceId,
  spanId: "b7ad6b7169203331",
  name: "chat",
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000001000000000",
};
const request = (...spans: readonly object[]): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

/** The exporters of OpenTelemetry in a process of their own, as apps have them. */
const exportSpans = (...given: readonly string[]): Promise<unknown> => {
  const program = fileURLToPath(new URL("../../../../trace/tests/programs/export-spans.mjs", import.meta.url));
  return promisify(execFile)(process.execPath, [program, ...given], { env: { ...process.env, NODE_OPTIONS: "" } });
};

describe("what OpenTelemetry's exporters send", () => {
  it.each([
    ["proto", "gzip"],
    ["proto", "none"],
    ["http", "gzip"],
    ["http", "none"],
  ])("is listed (%s, %s)", async (exporter, compression) => {
    const { port } = await start({ store: memoryTraceStore() });
    await exportSpans(exporter, `http://127.0.0.1:${port}/v1/traces`, compression);
    const { runs } = JSON.parse((await ask(port, "GET /api/runs")).text) as { runs: { runId: string }[] };
    expect(runs).toMatchObject([{ name: "agent", kind: "chain", status: "ok", source: "otlp:gen_ai" }]);
    const trace = JSON.parse((await ask(port, `GET /api/traces/${runs[0]?.runId}`)).text) as { name: string }[];
    // By their starts, of which OpenTelemetry asks the clock of the day: it may have been set back in between.
    expect(trace.sort((left, right) => (left.name < right.name ? -1 : 1))).toMatchObject([
      { name: "agent" },
      { name: "chat m", status: "error", error: { name: "RangeError" } },
    ]);
  });

  it("is a tree, whatever batches it comes in: AI SDK's own spans, as they end", async () => {
    const store = memoryTraceStore();
    const { port } = await start({ store });
    await using openAI = await startProviderServer(openAIProtocol);
    const program = fileURLToPath(new URL("../../../../trace/tests/programs/ai-sdk-spans.mjs", import.meta.url));
    const urls = [`http://127.0.0.1:${port}/v1/traces`, openAI.url];
    await promisify(execFile)(process.execPath, [program, ...urls], { env: { ...process.env, NODE_OPTIONS: "" } });
    const { runs } = await store.listRuns();
    expect(runs).toMatchObject([
      { name: "sum", sessionId: "s", inputPreview: "1 and 2?", outputPreview: "one two three", status: "ok" },
    ]);
    const [tree] = traceTree(await store.readTrace(runs[0]?.runId ?? ""));
    expect(tree?.run.totals).toMatchObject({ runs: 4, modelCalls: 2, unknownCosts: 2, usage: { totalTokens: 34 } });
    expect(tree?.children.map(({ run: { kind, name, outputPreview } }) => [kind, name, outputPreview])).toEqual([
      ["chat_model", "call a tool", 'add({"left":1,"right":2})'],
      ["tool", "add", "3"],
      ["chat_model", "call a tool", "one two three"],
    ]);
  });

  it("is priced, by the list or by whom the studio was given", async () => {
    const attributes = [
      { key: "gen_ai.operation.name", value: { stringValue: "chat" } },
      { key: "gen_ai.provider.name", value: { stringValue: "anthropic" } },
      { key: "gen_ai.request.model", value: { stringValue: "claude-opus-5" } },
      { key: "gen_ai.usage.input_tokens", value: { intValue: "1000" } },
      { key: "gen_ai.usage.output_tokens", value: { intValue: "100" } },
    ];
    const body = request({
      ...valid,
      startTimeUnixNano: "1790000000000000000",
      endTimeUnixNano: "1790000001000000000",
      attributes,
    });
    for (const [options, amount] of [
      [{}, "0.0075"],
      [{ price: () => ({ amount: "2" }) }, "2"],
    ] as const) {
      const { port } = await start({ ...options, store: memoryTraceStore() });
      await ask(port, "POST /v1/traces", { headers: json, body });
      expect(JSON.parse((await ask(port, `GET /api/traces/${traceId}-${valid.spanId}`)).text)).toMatchObject([
        { cost: amount },
      ]);
    }
  });
});

describe("POST /v1/traces", () => {
  it.each([
    ["protobuf", protobuf, "", "", "application/x-protobuf"],
    ["json", json, request(valid), "{}", "application/json"],
  ])("takes %s, packed or not, and answers in it", async (_format, headers, body, answer, type) => {
    const { port } = await start();
    const plain = await ask(port, "POST /v1/traces", { headers, body });
    expect([plain.status, plain.text, plain.headers["content-type"]]).toEqual([200, answer, type]);
    for (const [encoding, bytes] of [["gzip", gzipSync(body)]] as const) {
      const packed = await ask(port, "POST /v1/traces", {
        headers: { ...headers, "content-encoding": encoding },
        body: bytes,
      });
      expect([packed.status, packed.text]).toEqual([200, answer]);
    }
  });

  it("says how many spans it could not take", async () => {
    const { port, store } = await start({ store: memoryTraceStore() });
    const body = request(valid, { ...valid, spanId: "" }, { ...valid, traceId: "0".repeat(32) });
    const said = await ask(port, "POST /v1/traces", { headers: json, body });
    expect(JSON.parse(said.text)).toMatchObject({ partialSuccess: { rejectedSpans: "2" } });
    expect(await store.size()).toMatchObject({ runs: 1 });
  });

  it.each([
    ["what is none", json, "broken", 400, 3],
    ["too much", json, "x".repeat(2_000), 413, 8],
    ["a bomb", { ...json, "content-encoding": "gzip" }, gzipSync("x".repeat(500_000)), 413, 8],
    ["what is not packed", { ...json, "content-encoding": "gzip" }, "x", 400, 3],
  ])("refuses %s, with a status that exporters don't try again", async (_what, headers, body, status, code) => {
    const { port } = await start({ limits: { otlpBytes: 1_000 } });
    const answered = await ask(port, "POST /v1/traces", { headers, body });
    expect([answered.status, JSON.parse(answered.text)]).toEqual([
      status,
      { code, message: expect.any(String) as string },
    ]);
  });

  it("says so in protobuf to who speaks it", async () => {
    const { port } = await start();
    const { status, bytes, headers } = await ask(port, "POST /v1/traces", { headers: protobuf, body: "broken" });
    expect([status, bytes.subarray(0, 3)]).toEqual([400, Buffer.from([0x08, 3, 0x12])]);
    expect(headers["content-type"]).toBe("application/x-protobuf");
  });

  it("has exporters try again when the store can't be written, and tells them nothing of the machine", async () => {
    const heard: unknown[] = [];
    const full = memoryStore([], { append: () => Promise.reject(new TraceStoreError("/home/ada is full")) });
    const { port } = await start({ store: full, onError: (error) => heard.push(error) });
    const { status, text } = await ask(port, "POST /v1/traces", { headers: json, body: request(valid) });
    expect([status, JSON.parse(text)]).toEqual([503, { code: 14, message: expect.any(String) as string }]);
    expect(text).not.toContain("ada");
    expect(heard).toHaveLength(1);
  });

  it("refuses what is no OTLP", async () => {
    const { port } = await start();
    const { status } = await ask(port, "POST /v1/traces", { headers: { "content-type": "text/plain" }, body: "a" });
    expect(status).toBe(415);
    expect((await ask(port, "GET /v1/traces")).headers.allow).toBe("POST");
  });

  it("is taken at a port of its own, which has nothing else", async () => {
    const { studio, store } = await start({ store: memoryTraceStore(), otlpPort: 0 });
    const { otlpPort = 0 } = studio;
    expect((await ask(otlpPort, "POST /v1/traces", { headers: json, body: request(valid) })).status).toBe(200);
    expect(await store.readTrace(`${traceId}-${valid.spanId}`)).toHaveLength(1);
    for (const line of ["GET /api/runs", "GET /", "POST /v1/metrics"])
      expect((await ask(otlpPort, line)).status).toBe(404);
    const headers = { ...json, host: "evil.example" };
    expect((await ask(otlpPort, "POST /v1/traces", { headers, body: request(valid) })).status).toBe(403);
    await studio.close();
    await expect(ask(otlpPort, "GET /")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
