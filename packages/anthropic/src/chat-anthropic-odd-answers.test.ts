import { startAnthropicServer, type AnthropicReply, type AnthropicServerOptions } from "@earshot/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";
import type { ChatAnthropicFields } from "./chat-anthropic-fields.js";
import { anthropicErrorOf } from "../tests/support/anthropic-error-of.js";

const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };
const key = "sk-ant-test-0123456789";

async function start(reply: AnthropicServerOptions["reply"], fields: ChatAnthropicFields = {}) {
  const server = await startAnthropicServer({ reply });
  const model = new ChatAnthropic({ apiKey: key, anthropicApiUrl: server.url, ...fields });
  return { server, model, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function consume(stream: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const _ of await stream) {
    // Consumed for its error
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("an answer that is no message", () => {
  it.each<[what: string, reply: AnthropicReply, shown: string]>([
    ["an empty object", { body: "{}", headers: json }, "no message: {}"],
    ["null", { body: "null", headers: json }, "no message: null"],
    ["nothing", { body: "", headers: { ...json, "content-length": "0" } }, "no message: nothing"],
    ["a page", { body: "<html>proxy</html>", headers: html }, 'no message: "<html>proxy</html>"'],
    ["a long page that echoes the key", { body: key + "x".repeat(1000), headers: html }, `no message: "***xxx`],
  ])("is an error that shows it: %s", async (_what, reply, shown) => {
    await using at = await start(reply);
    const error = await anthropicErrorOf(at.model.invoke("Hi"));
    expect(error).toMatchObject({ code: "ANTHROPIC_UNEXPECTED_ANSWER", requestId: "req_0001", retryable: false });
    expect(error.message).toContain(shown);
    expect(error.message).toContain("`anthropicApiUrl`");
    expect(error.message.length).toBeLessThan(500);
    expect(at.server.requests).toHaveLength(1);
  });

  it.each<[what: string, reply: AnthropicReply, shown: string]>([
    ["a page", { body: "<html>proxy</html>", headers: html }, 'its content-type is "text/html"'],
    ["a whole message", { body: '{"content":[]}', headers: json }, 'its content-type is "application/json"'],
    ["an event without a type", { body: "event: message_start\ndata: {}\n\n" }, "no event of a message: {}"],
    [
      "a message_start without its message",
      { body: 'event: message_start\ndata: {"type":"message_start"}\n\n' },
      'no event of a message: {"type":"message_start"}',
    ],
  ])("is an error of a stream as well, at once: %s", async (_what, reply, shown) => {
    await using at = await start(reply);
    const error = await anthropicErrorOf(consume(at.model.stream("Hi")));
    expect(error).toMatchObject({ code: "ANTHROPIC_UNEXPECTED_ANSWER", requestId: "req_0001" });
    expect(error.message).toContain(shown);
    expect(at.server.requests).toHaveLength(1);
  });

  it("is no message without usage, which gateways leave out", async () => {
    const message = { id: "msg_1", type: "message", role: "assistant", model: "m", stop_reason: "end_turn" };
    await using at = await start({
      body: JSON.stringify({ ...message, content: [{ type: "text", text: "Hello" }] }),
      headers: json,
    });
    expect(await at.model.invoke("Hi")).toMatchObject({ content: "Hello", usage_metadata: { total_tokens: 0 } });
  });
});

describe("a broken answer", () => {
  it("knows its request id once the headers were there, however it broke", async () => {
    const replies: AnthropicReply[] = [
      { content: "one two", cut: { afterBytes: 700 } },
      { content: "one two", cut: { afterBytes: 700, how: "end" } },
      { body: "event: message_start\ndata: {broken\n\n" },
    ];
    await using at = await start(replies, { maxRetries: 0 });
    for (const index of replies.keys()) {
      const error = await anthropicErrorOf(consume(at.model.stream("Hi")));
      expect(error).toMatchObject({ code: "ANTHROPIC_STREAM_INTERRUPTED", requestId: `req_000${index + 1}` });
    }
  });

  it("knows it as well if it was to come whole", async () => {
    await using at = await start({ content: "one two", cut: { afterBytes: 50, how: "end" } }, { maxRetries: 0 });
    const error = await anthropicErrorOf(at.model.invoke("Hi"));
    expect(error).toMatchObject({ code: "ANTHROPIC_CONNECTION", requestId: "req_0001" });
  });

  it("is told by the error alone: nothing is written to the console unless the SDK's logger was asked for", async () => {
    const written = (["error", "warn", "log"] as const).map((method) =>
      vi.spyOn(console, method).mockReturnValue(undefined),
    );
    const broken = { body: "event: message_start\ndata: {broken\n\n" };
    await using at = await start(broken, { maxRetries: 0 });
    await anthropicErrorOf(consume(at.model.stream("Hi")));
    expect(written.map((spy) => spy.mock.calls)).toEqual([[], [], []]);
    const logged: unknown[] = [];
    const logger = { ...console, error: (text: string) => void logged.push(text) };
    await using asked = await start(broken, { maxRetries: 0, clientOptions: { logger } });
    await anthropicErrorOf(consume(asked.model.stream("Hi")));
    expect(logged[0]).toContain("Could not parse message into JSON");
  });
});

describe("advice", () => {
  it("never says to wait for no time", async () => {
    await using at = await start({ status: 429, headers: { "retry-after": "0" } }, { maxRetries: 0 });
    const error = await anthropicErrorOf(at.model.invoke("Hi"));
    expect(error.message).toMatch(/\. Wait, lower/);
  });
});
