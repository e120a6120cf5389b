import type { RetryNotice } from "@earshot/core/utils/retry";
import Anthropic from "@anthropic-ai/sdk";
import {
  startAnthropicServer,
  toReplyBytes,
  type AnthropicMessageReply,
  type AnthropicServerOptions,
} from "@earshot/testing";
import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { AnthropicTransport, type TransportCall } from "./anthropic-transport.js";
import type { AnthropicError } from "./errors/anthropic-error.js";
import type { AnthropicRequestParams } from "./to-request-params.js";
import { anthropicErrorOf } from "../tests/support/anthropic-error-of.js";

const params = {
  model: "claude-sonnet-5-5",
  max_tokens: 100,
  stream: true,
  messages: [{ role: "user", content: "Hi" }],
} as AnthropicRequestParams;
const key = "sk-ant-test-0123456789";

async function start(reply: AnthropicServerOptions["reply"], options: { timeout?: number; apiKey?: string } = {}) {
  const server = await startAnthropicServer({ reply });
  const client = new Anthropic({
    apiKey: options.apiKey ?? key,
    baseURL: server.url,
    maxRetries: 0,
    timeout: options.timeout,
  });
  const transport = new AnthropicTransport(client, options.apiKey ?? key);
  const notices: RetryNotice[] = [];
  const call = (changes: Partial<TransportCall> = {}): TransportCall => ({
    maxRetries: 0,
    onRetry: (notice) => notices.push(notice),
    ...changes,
  });
  return { server, transport, notices, call, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function collect(events: AsyncIterable<{ type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of events) types.push(event.type);
  return types;
}

describe("a stream", () => {
  it("hands on every event up to message_stop, without pings", async () => {
    await using at = await start({ content: "one two" });
    expect(await collect(at.transport.stream(params, at.call()))).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
    ]);
  });

  it("survives being torn into single bytes, in the middle of characters too", async () => {
    await using at = await start({ content: "grüße 🎉 ende", pieceBytes: 1 });
    let text = "";
    for await (const event of at.transport.stream(params, at.call())) {
      if (event.type === "content_block_delta") text += (event["delta"] as { text: string }).text;
    }
    expect(text).toBe("grüße 🎉 ende");
  });

  it("is an error, never a short answer, wherever the connection is cut", async () => {
    const reply: AnthropicMessageReply = { content: [{ type: "text", deltas: ["é", "!"] }] };
    const total = toReplyBytes(reply, params.model).length;
    const scripts: AnthropicMessageReply[] = [];
    for (let afterBytes = 0; afterBytes < total; afterBytes += 1) {
      scripts.push({ ...reply, cut: { afterBytes } });
      // A clean end is told from a whole answer at the end alone, so most of the other places can be left out.
      if (afterBytes % 5 === 0 || afterBytes > total - 60) scripts.push({ ...reply, cut: { afterBytes, how: "end" } });
    }
    await using at = await start((request) => scripts[Number(request.headers["x-script"])] as AnthropicMessageReply);
    const codes = new Map<string, number>();
    const next = scripts.keys();
    const work = async (): Promise<void> => {
      for (const index of next) {
        const call = at.call({ headers: { "x-script": String(index) } });
        const error = await anthropicErrorOf(collect(at.transport.stream(params, call)));
        codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(total).toBeGreaterThan(1000);
    expect([...codes.entries()]).toEqual([["ANTHROPIC_STREAM_INTERRUPTED", scripts.length]]);
  }, 60_000);

  it("is complete once message_stop is there, whatever becomes of the connection", async () => {
    const reply: AnthropicMessageReply = { content: "whole" };
    await using at = await start({ ...reply, cut: { afterBytes: toReplyBytes(reply, params.model).length } });
    expect((await collect(at.transport.stream(params, at.call()))).at(-1)).toBe("message_delta");
  });

  it("reuses the connection of a complete stream", async () => {
    await using at = await start({ content: "ok" });
    for (let turn = 0; turn < 4; turn += 1) {
      await collect(at.transport.stream(params, at.call()));
      await vi.waitFor(() => expect(at.server.requests.at(-1)?.outcome).toBe("completed"));
    }
    // A request may be sent before the client has read the end of the answer before: then two connections take turns.
    expect(new Set(at.server.requests.map((request) => request.clientPort)).size).toBeLessThan(3);
    expect(at.server.closed).toEqual([]);
  });

  it("doesn't wait for a server that keeps a complete stream open, and leaves it after a second", async () => {
    await using at = await start({ content: "ok", lingerMs: 60_000 });
    const begun = performance.now();
    await collect(at.transport.stream(params, at.call()));
    expect(performance.now() - begun).toBeLessThan(900);
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
    expect(performance.now() - begun).toBeGreaterThan(900);
  });

  it("closes the connection when the loop is left", async () => {
    await using at = await start({ content: "one two three four", eventDelayMs: 20 });
    for await (const event of at.transport.stream(params, at.call())) if (event.type === "content_block_delta") break;
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
  });

  it("closes the connection on abort, and rejects with the signal's reason", async () => {
    await using at = await start({ content: "one two three four", eventDelayMs: 20 });
    const abort = new AbortController();
    const reason = new Error("enough");
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const event of at.transport.stream(params, at.call({ signal: abort.signal }))) {
        seen.push(event.type);
        if (seen.length === 3) abort.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  });

  it("is not sent at all with a signal that is aborted already", async () => {
    await using at = await start({ content: "never" });
    await expect(
      collect(at.transport.stream(params, at.call({ signal: AbortSignal.abort(new Error("before")) }))),
    ).rejects.toThrow("before");
    expect(at.server.requests).toEqual([]);
  });

  it("leaves no listener on the caller's signal", async () => {
    await using at = await start({ content: "one two" });
    const { signal } = new AbortController();
    await collect(at.transport.stream(params, at.call({ signal })));
    await vi.waitFor(() => expect(getEventListeners(signal, "abort")).toEqual([]));
  });

  it("turns an error event in mid-stream into the API's error, and doesn't try again", async () => {
    await using at = await start({
      content: "one two three",
      errorEvent: { atEvent: 4, type: "overloaded_error", message: "Overloaded" },
    });
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const event of at.transport.stream(params, at.call({ maxRetries: 3 }))) seen.push(event.type);
    };
    const error = await anthropicErrorOf(run());
    expect(seen).toEqual(["message_start", "content_block_start", "content_block_delta"]);
    expect(error).toMatchObject({
      code: "ANTHROPIC_OVERLOADED",
      type: "overloaded_error",
      requestId: "req_0001",
      retryable: true,
    });
    expect(error.message).toMatch(/in the middle of its answer: "Overloaded".*maxRetries/);
    expect(at.server.requests).toHaveLength(1);
  });

  it("knows an error event of a kind that is new", async () => {
    await using at = await start({
      content: "one",
      errorEvent: { atEvent: 3, type: "brand_new_error", message: "odd" },
    });
    const error = await anthropicErrorOf(collect(at.transport.stream(params, at.call())));
    expect(error).toMatchObject({ code: "ANTHROPIC_SERVER", type: "brand_new_error" });
  });
});

describe("retries", () => {
  it("wait as long as retry-after says, are heard, and succeed", async () => {
    await using at = await start([
      { status: 429, headers: { "retry-after-ms": "120" } },
      { status: 429, headers: { "retry-after": "0" } },
      { content: "ok" },
    ]);
    await collect(at.transport.stream(params, at.call({ maxRetries: 6 })));
    const [first, second] = at.server.requests;
    expect((second?.receivedAt as number) - (first?.receivedAt as number)).toBeGreaterThanOrEqual(119);
    expect(at.notices.map(({ attempt, delayMs }) => ({ attempt, delayMs }))).toEqual([
      { attempt: 1, delayMs: 120 },
      { attempt: 2, delayMs: 0 },
    ]);
    expect(at.notices[0]?.error).toMatchObject({ code: "ANTHROPIC_RATE_LIMIT", status: 429, requestId: "req_0001" });
  });

  it("back off by themselves after 529, 500 and a dropped connection", async () => {
    const wait = vi.spyOn(Math, "random").mockReturnValue(1);
    await using at = await start([{ status: 529 }, { content: "x", cut: { afterBytes: 0 } }, { content: "ok" }]);
    await collect(at.transport.stream(params, at.call({ maxRetries: 6 })));
    wait.mockRestore();
    expect(at.notices.map(({ delayMs }) => delayMs)).toEqual([375, 750]);
    expect(at.notices.map(({ error }) => (error as AnthropicError).code)).toEqual([
      "ANTHROPIC_OVERLOADED",
      "ANTHROPIC_STREAM_INTERRUPTED",
    ]);
  });

  it("stop after maxRetries, with the last error", async () => {
    await using at = await start({ status: 500, headers: { "retry-after-ms": "1" } });
    const error = await anthropicErrorOf(collect(at.transport.stream(params, at.call({ maxRetries: 2 }))));
    expect(error).toMatchObject({ code: "ANTHROPIC_SERVER", requestId: "req_0003" });
    expect(at.server.requests).toHaveLength(3);
  });

  it("follow x-should-retry against the status, both ways", async () => {
    await using no = await start({ status: 529, headers: { "x-should-retry": "false" } });
    await anthropicErrorOf(collect(no.transport.stream(params, no.call({ maxRetries: 3 }))));
    expect(no.server.requests).toHaveLength(1);
    await using yes = await start([
      { status: 400, headers: { "x-should-retry": "true", "retry-after-ms": "1" } },
      { content: "ok" },
    ]);
    await collect(yes.transport.stream(params, yes.call({ maxRetries: 3 })));
    expect(yes.server.requests).toHaveLength(2);
  });

  it("don't leave the caller waiting for longer than a minute", async () => {
    await using at = await start({ status: 429, headers: { "retry-after": "3600" } });
    const error = await anthropicErrorOf(collect(at.transport.stream(params, at.call({ maxRetries: 3 }))));
    expect(error.retryAfterMs).toBe(3_600_000);
    expect(error.message).toContain("Wait 3600 s");
  });

  it("end at once on abort, with the signal's reason", async () => {
    await using at = await start({ status: 429, headers: { "retry-after": "30" } });
    const abort = new AbortController();
    const call = at.call({
      maxRetries: 3,
      signal: abort.signal,
      onRetry: () => setTimeout(() => abort.abort(new Error("enough")), 5),
    });
    const begun = performance.now();
    await expect(collect(at.transport.stream(params, call))).rejects.toThrow("enough");
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  });

  it("don't happen for a whole answer that the API refuses, and do for one that breaks off", async () => {
    const whole = { ...params, stream: false };
    await using at = await start([
      { content: "half of it", cut: { afterBytes: 40, how: "end" } },
      { content: "ok", cut: { afterBytes: 30 } },
      { content: "ok" },
    ]);
    vi.spyOn(Math, "random").mockReturnValue(1);
    const answer = await at.transport.create(whole, at.call({ maxRetries: 2 }));
    vi.restoreAllMocks();
    expect(answer.content).toEqual([{ type: "text", text: "ok" }]);
    expect(at.notices.map(({ error }) => (error as AnthropicError).code)).toEqual([
      "ANTHROPIC_CONNECTION",
      "ANTHROPIC_CONNECTION",
    ]);
  });
});
