import { describe, expect, it } from "vitest";
import { startAnthropicServer, type AnthropicServer, type AnthropicServerOptions } from "./start-anthropic-server.js";
import { toReplyBytes } from "./to-reply-bytes.js";

const body = { model: "a-model", max_tokens: 10, messages: [{ role: "user", content: "Hi" }] };

function post(
  server: AnthropicServer,
  changes: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
) {
  return fetch(`${server.url}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": "sk-ant-secret-1234", ...changes.headers },
    body: typeof changes.body === "string" ? changes.body : JSON.stringify(changes.body ?? body),
    signal: changes.signal ?? null,
  });
}

async function readEvents(response: Response): Promise<string[]> {
  const text = await response.text();
  return [...text.matchAll(/^event: (.+)$/gm)].map((match) => match[1] as string);
}

describe("startAnthropicServer", () => {
  it("answers whole, with the API's fields and a request id", async () => {
    await using server = await startAnthropicServer({
      reply: { content: "Hello there", usage: { cache_read_input_tokens: 7 } },
    });
    const response = await post(server);
    expect(response.headers.get("request-id")).toBe("req_0001");
    expect(await response.json()).toMatchObject({
      type: "message",
      role: "assistant",
      model: "a-model",
      content: [{ type: "text", text: "Hello there" }],
      stop_reason: "end_turn",
      usage: { input_tokens: 12, output_tokens: 2, cache_read_input_tokens: 7, service_tier: "standard" },
    });
  });

  it("streams every kind of block in the API's order, ping included", async () => {
    await using server = await startAnthropicServer({
      reply: {
        content: [
          { type: "thinking", deltas: ["Hm", "m"], signature: "sig" },
          { type: "text", deltas: ["A", "B"], citations: [{ type: "char_location" }] },
          { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1 } },
          { type: "whole", block: { type: "redacted_thinking", data: "xyz" } },
        ],
      },
    });
    const response = await post(server, { body: { ...body, stream: true } });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const text = await response.text();
    const types = [...text.matchAll(/"delta":\{"type":"(\w+_delta)"/g)].map((match) => match[1]);
    expect(types).toEqual([
      "thinking_delta",
      "thinking_delta",
      "signature_delta",
      "text_delta",
      "text_delta",
      "citations_delta",
      "input_json_delta",
      "input_json_delta",
    ]);
    const names = [...text.matchAll(/^event: (.+)$/gm)].map((match) => match[1]);
    expect(names.slice(0, 3)).toEqual(["message_start", "ping", "content_block_start"]);
    expect(names.slice(-2)).toEqual(["message_delta", "message_stop"]);
    expect(text).toContain('"stop_reason":"tool_use"');
  });

  it("sends events one by one, as they become due", async () => {
    await using server = await startAnthropicServer({ reply: { content: "one two three", eventDelayMs: 15 } });
    const response = await post(server, { body: { ...body, stream: true } });
    const arrivals: number[] = [];
    for await (const _ of response.body as unknown as AsyncIterable<Uint8Array>) arrivals.push(performance.now());
    expect(arrivals.length).toBeGreaterThan(5);
    expect((arrivals.at(-1) as number) - (arrivals[0] as number)).toBeGreaterThan(60);
  });

  it("answers with the API's errors, by status", async () => {
    const statuses = [400, 401, 403, 404, 413, 429, 500, 529];
    await using server = await startAnthropicServer({
      reply: statuses.map((status) => ({ status, headers: { "retry-after": "3" } })),
    });
    const types: unknown[] = [];
    for (const status of statuses) {
      const response = await post(server);
      expect(response.status).toBe(status);
      expect(response.headers.get("retry-after")).toBe("3");
      types.push(((await response.json()) as { error: { type: string } }).error.type);
    }
    expect(types).toEqual([
      "invalid_request_error",
      "authentication_error",
      "permission_error",
      "not_found_error",
      "request_too_large",
      "rate_limit_error",
      "api_error",
      "overloaded_error",
    ]);
  });

  it("refuses what the API refuses: no key, a wrong key, an unknown model, an incomplete or broken body, another path", async () => {
    await using server = await startAnthropicServer({
      reply: { content: "never" },
      apiKey: "right",
      models: ["a-model"],
    });
    const right = { "x-api-key": "right" };
    expect((await fetch(`${server.url}/v1/messages`, { method: "POST", body: "{}" })).status).toBe(401);
    expect((await post(server)).status).toBe(401);
    expect((await post(server, { headers: right, body: { ...body, model: "b-model" } })).status).toBe(404);
    expect((await post(server, { headers: right, body: { model: "a-model", messages: [] } })).status).toBe(400);
    expect((await post(server, { headers: right, body: "{" })).status).toBe(400);
    expect((await fetch(`${server.url}/v1/elsewhere`)).status).toBe(404);
    expect((await post(server, { headers: { "x-api-key": "", authorization: "Bearer right" } })).status).toBe(200);
  });

  it("ends the stream with an error event where the script says", async () => {
    await using server = await startAnthropicServer({
      reply: { content: "one two three", errorEvent: { atEvent: 4, type: "overloaded_error", message: "busy" } },
    });
    const events = await readEvents(await post(server, { body: { ...body, stream: true } }));
    expect(events).toEqual(["message_start", "ping", "content_block_start", "content_block_delta", "error"]);
  });

  it("cuts the body at the byte the script says, dropped or cleanly ended", async () => {
    const whole = toReplyBytes({ content: "one two" }, "a-model");
    await using server = await startAnthropicServer({
      reply: [
        { content: "one two", cut: { afterBytes: 100, how: "end" } },
        { content: "one two", cut: { afterBytes: 100 } },
      ],
    });
    const ended = await post(server, { body: { ...body, stream: true } });
    expect(new Uint8Array(await ended.arrayBuffer())).toEqual(whole.slice(0, 100));
    const dropped = await post(server, { body: { ...body, stream: true } });
    await expect(dropped.text()).rejects.toThrow("terminated");
    expect(await Promise.all(server.requests.map((request) => request.ended))).toEqual(["cut", "cut"]);
    expect(server.closed).toEqual([]);
  });

  it("records requests with masked secrets, and notices a client that leaves", async () => {
    await using server = await startAnthropicServer({
      reply: (_, index) => ({ content: "one two three", eventDelayMs: index === 0 ? 0 : 1000 }),
    });
    await (await post(server)).text();
    const leaving = new AbortController();
    await post(server, { body: { ...body, stream: true }, signal: leaving.signal });
    leaving.abort();
    expect(await server.requests[1]?.ended).toBe("client_closed");
    expect(server.closed).toEqual([server.requests[1]]);
    expect(server.requests[0]).toMatchObject({
      path: "/v1/messages",
      outcome: "completed",
      body,
      headers: { "x-api-key": "***1234" },
    });
    expect(JSON.stringify(server.requests)).not.toContain("sk-ant-secret");
  });

  it("tears the stream into pieces, and sends raw bytes as they are", async () => {
    await using server = await startAnthropicServer({
      reply: [{ content: "grüße 🎉", pieceBytes: 1 }, { body: "nonsense" }],
    });
    const torn = await post(server, { body: { ...body, stream: true } });
    expect(new Uint8Array(await torn.arrayBuffer())).toEqual(toReplyBytes({ content: "grüße 🎉" }, "a-model"));
    expect(await (await post(server)).text()).toBe("nonsense");
  });

  it("repeats the last of several replies", async () => {
    await using server = await startAnthropicServer({ reply: [{ status: 529 }, { content: "ok" }] });
    expect([(await post(server)).status, (await post(server)).status, (await post(server)).status]).toEqual([
      529, 200, 200,
    ]);
  });

  describe("with a script that fails", () => {
    const apiShape = { type: "thinking", thinking: "Hm" } as never;
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;

    it.each<[what: string, reply: AnthropicServerOptions["reply"], says: string]>([
      [
        "a function that throws",
        () => {
          throw new Error("no such case");
        },
        "no such case.",
      ],
      ["a function without an answer", () => undefined as never, "is undefined. Write { content }"],
      ["a list with a gap", [{} as never], "is {}. Write { content }"],
      [
        "the API's own shape",
        { content: [apiShape] },
        '`content[0]` is {"type":"thinking","thinking":"Hm"}. Write { type: "thinking", deltas:',
      ],
      ["a block of no type", { content: [{ type: "image" } as never] }, 'Write { type: "text", deltas:'],
      ["text that is no list", { content: [{ type: "text", deltas: "Hello" } as never] }, 'deltas: ["Hel", "lo"]'],
      ["a call without input", { content: [{ type: "tool_use", id: "1", name: "x" } as never] }, "input: { a: 1 }"],
      ["what is no JSON", { content: [{ type: "tool_use", id: "1", name: "x", input: circular }] }, "circular"],
    ])("tells the client and its own test: %s", async (_what, reply, says) => {
      for (const stream of [true, false]) {
        const server = await startAnthropicServer({ reply });
        const response = await post(server, { body: { ...body, stream } });
        const told = (await response.json()) as { error: { type: string; message: string } };
        expect([response.status, response.headers.get("x-should-retry")]).toEqual([400, "false"]);
        expect(told.error).toMatchObject({ type: "invalid_request_error", message: expect.stringContaining(says) });
        const failure = await server[Symbol.asyncDispose]().then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(failure).toMatchObject({ name: "AnthropicScriptError", code: "ANTHROPIC_SCRIPT" });
        expect((failure as Error).message).toContain(says);
        expect((failure as Error).cause).toBeInstanceOf(Error);
      }
    });

    it("says so in the stream if that has begun, and counts what failed after", async () => {
      const eventDelayMs = (index: number) => {
        if (index === 2) throw new Error("no third event");
        return 0;
      };
      const server = await startAnthropicServer({ reply: { content: "one two", eventDelayMs } });
      for (let turn = 0; turn < 2; turn += 1) {
        const text = await (await post(server, { body: { ...body, stream: true } })).text();
        expect(text).toMatch(/event: error\ndata: .*invalid_request_error.*no third event/);
      }
      await expect(server[Symbol.asyncDispose]()).rejects.toThrow(
        "failed at request 0, and 1 more failed: no third event.",
      );
      await server[Symbol.asyncDispose](); // told once
    });

    it("is not blamed for a client that leaves, whether the server waits then or writes", async () => {
      const long = Array.from({ length: 20_000 }, (_, index) => `word ${index} `);
      const content = [{ type: "text", deltas: long } as const];
      await using server = await startAnthropicServer({
        reply: (_, index) => (index === 0 ? { content: "one two", eventDelayMs: 500 } : { content, lingerMs: 5_000 }),
      });
      for (let turn = 0; turn < 4; turn += 1) {
        const leaving = new AbortController();
        await post(server, { body: { ...body, stream: true }, signal: leaving.signal });
        leaving.abort();
        expect(await server.requests[turn]?.ended).toBe("client_closed");
      }
    });
  });
});
