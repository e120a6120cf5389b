import { AIMessageChunk, HumanMessage, SystemMessage, ToolMessage } from "@earshot/core/messages";
import {
  pageReply,
  startAnthropicServer,
  type AnthropicMessageReply,
  type AnthropicServerOptions,
} from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";
import type { ChatAnthropicFields } from "./chat-anthropic-fields.js";
import { defaultModel } from "./default-model.js";

const key = "sk-ant-test-0123456789";

async function start(reply: AnthropicServerOptions["reply"], fields: ChatAnthropicFields = {}) {
  const server = await startAnthropicServer({ reply });
  const model = new ChatAnthropic({ apiKey: key, anthropicApiUrl: server.url, maxRetries: 0, ...fields });
  return { server, model, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const slow: AnthropicMessageReply = { content: "one two three four five six", eventDelayMs: 20 };

describe("invoke", () => {
  it("sends the conversation and answers with a message", async () => {
    await using at = await start({
      content: "Bonjour",
      usage: { input_tokens: 9, output_tokens: 4, cache_read_input_tokens: 30 },
    });
    const answer = await at.model.invoke([new SystemMessage("Speak French."), new HumanMessage("Hello")]);
    expect(answer.content).toBe("Bonjour");
    expect(answer.usage_metadata).toMatchObject({
      input_tokens: 39,
      output_tokens: 4,
      total_tokens: 43,
      input_token_details: { cache_read: 30 },
    });
    expect(answer.response_metadata).toMatchObject({
      stop_reason: "end_turn",
      model: defaultModel,
      model_provider: "anthropic",
    });
    expect(at.server.requests[0]).toMatchObject({
      path: "/v1/messages",
      headers: { authorization: "***6789" },
      body: {
        model: defaultModel,
        max_tokens: 16_384,
        stream: false,
        system: "Speak French.",
        messages: [{ role: "user", content: "Hello" }],
      },
    });
  });

  it("hears no token, unless `streaming` makes it go through the stream", async () => {
    for (const streaming of [false, true]) {
      await using at = await start(pageReply, { streaming });
      const tokens: string[] = [];
      const answer = await at.model.invoke("What is 1 + 2?", {
        callbacks: [{ handleLLMNewToken: (token: string) => void tokens.push(token) }],
      });
      expect(answer.content).toBe("The sum of 1 and 2 is 3.");
      expect(answer.usage_metadata).toMatchObject({ input_tokens: 16, output_tokens: 17, total_tokens: 33 });
      expect(tokens.join("")).toBe(streaming ? "The sum of 1 and 2 is 3." : "");
      expect(tokens).toHaveLength(streaming ? 17 : 0);
    }
  });

  it("goes through the stream for answers that may take longer than a connection lives", async () => {
    await using at = await start({ content: "ok" }, { maxTokens: 64_000 });
    expect((await at.model.invoke("Hi")).content).toBe("ok");
    expect(at.server.requests[0]?.body).toMatchObject({ stream: true, max_tokens: 64_000 });
  });

  it("hands handlers an LLMResult with usage and the reason why the model stopped", async () => {
    await using at = await start({
      content: "cut off",
      stopReason: "max_tokens",
      usage: { input_tokens: 5, output_tokens: 2 },
    });
    const results: unknown[] = [];
    const callbacks = [{ handleLLMEnd: (result: unknown) => void results.push(result) }];
    await at.model.invoke("Hi", { callbacks });
    for await (const _ of await at.model.stream("Hi", { callbacks }));
    expect(results).toHaveLength(2);
    for (const result of results) {
      expect(result).toMatchObject({
        generations: [
          [
            {
              text: "cut off",
              generationInfo: { finish_reason: "max_tokens" },
              message: { usage_metadata: { total_tokens: 7 } },
            },
          ],
        ],
      });
    }
    expect(results[0]).toMatchObject({
      llmOutput: { tokenUsage: { promptTokens: 5, completionTokens: 2, totalTokens: 7 } },
    });
  });
});

describe("stream", () => {
  it("is heard token by token before the loop sees them, the empty ones included", async () => {
    await using at = await start(pageReply);
    const heard: string[] = [];
    const callbacks = [{ handleLLMNewToken: (token: string) => void heard.push(token) }];
    let seen = 0;
    for await (const chunk of await at.model.stream("What is 1 + 2?", { callbacks })) {
      expect(chunk).toBeInstanceOf(AIMessageChunk);
      seen += 1;
      expect(heard.length).toBeGreaterThanOrEqual(seen);
    }
    expect(heard).toEqual(["", "", "The", " sum", " of", " ", "1", " ", "an", "d ", "2", " ", "is", " ", "3", ".", ""]);
    expect(seen).toBe(17);
  });

  it("rejects when the connection is cut, and the run ends with that error once", async () => {
    await using at = await start({ content: "one two three", cut: { afterBytes: 900 } });
    const errors: unknown[] = [];
    const ends: unknown[] = [];
    const callbacks = [
      {
        handleLLMError: (error: unknown) => void errors.push(error),
        handleLLMEnd: (result: unknown) => void ends.push(result),
      },
    ];
    const run = async (): Promise<void> => {
      for await (const _ of await at.model.stream("Hi", { callbacks }));
    };
    await expect(run()).rejects.toMatchObject({ code: "ANTHROPIC_STREAM_INTERRUPTED" });
    expect(errors).toMatchObject([{ code: "ANTHROPIC_STREAM_INTERRUPTED" }]);
    expect(ends).toEqual([]);
  });

  it("closes the request when the loop is left", async () => {
    await using at = await start(slow);
    for await (const chunk of await at.model.stream("Hi")) if (chunk.content === "one") break;
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
  });

  it("closes the request at once when the loop is left while the server is silent", async () => {
    await using at = await start({ content: "one two three", eventDelayMs: (index) => (index > 3 ? 60_000 : 0) });
    const begun = performance.now();
    for await (const chunk of await at.model.stream("Hi")) if (chunk.content === "one") break;
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it("closes the request when the loop throws", async () => {
    await using at = await start(slow);
    const run = async (): Promise<void> => {
      for await (const chunk of await at.model.stream("Hi")) if (chunk.content === "one") throw new Error("mine");
    };
    await expect(run()).rejects.toThrow("mine");
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
  });

  it("closes the request on abort, in the loop and before the answer begins", async () => {
    await using during = await start(slow);
    const abort = new AbortController();
    const run = async (): Promise<void> => {
      for await (const chunk of await during.model.stream("Hi", { signal: abort.signal }))
        if (chunk.content === "one") abort.abort();
    };
    await expect(run()).rejects.toMatchObject({ name: "AbortError" });
    expect(await during.server.requests[0]?.ended).toBe("client_closed");

    await using before = await start({ content: "late", latencyMs: 5_000 });
    const early = new AbortController();
    const answer = before.model.invoke("Hi", { signal: early.signal }).catch((error: unknown) => error);
    await expect.poll(() => before.server.requests.length).toBe(1);
    early.abort();
    expect(await answer).toMatchObject({ name: "AbortError" });
    expect(await before.server.requests[0]?.ended).toBe("client_closed");
  });

  it("closes the request on a timeout", async () => {
    await using at = await start({ content: "one two three four", eventDelayMs: 60 });
    const run = async (): Promise<void> => {
      for await (const _ of await at.model.stream("Hi", { timeout: 150 }));
    };
    await expect(run()).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await at.server.requests[0]?.ended).toBe("client_closed");
  });
});

describe("retries", () => {
  it("are heard in the run, and the answer comes", async () => {
    await using at = await start([{ status: 529, headers: { "retry-after-ms": "5" } }, { content: "ok" }], {
      maxRetries: 2,
    });
    const events: unknown[] = [];
    const answer = await at.model.invoke("Hi", {
      callbacks: [{ name: "log", onEvent: (event: unknown) => void events.push(event) }],
    });
    expect(answer.content).toBe("ok");
    expect(events).toMatchObject([
      { type: "chat_model.start" },
      { type: "run.retry", attempt: 1, delayMs: 5, error: { code: "ANTHROPIC_OVERLOADED" } },
      { type: "chat_model.end", status: "ok" },
    ]);
  });

  it("are six, as LangChain's, unless the model or the call says otherwise", async () => {
    await using at = await start({ status: 500, headers: { "retry-after-ms": "1" } }, { maxRetries: undefined });
    await expect(at.model.invoke("Hi")).rejects.toMatchObject({ code: "ANTHROPIC_SERVER" });
    expect(at.server.requests).toHaveLength(7);
    await expect(at.model.invoke("Hi", { maxRetries: 1 })).rejects.toMatchObject({ code: "ANTHROPIC_SERVER" });
    expect(at.server.requests).toHaveLength(9);
  });
});

describe("tools and thinking", () => {
  it("refuse a tool that can't be sent before anything is, and no run stays open", async () => {
    await using at = await start({ content: "never" });
    const types: string[] = [];
    const callbacks = [{ name: "log", onEvent: (event: { type: string }) => void types.push(event.type) }];
    for (const config of [{}, { callbacks }]) {
      await expect(at.model.invoke("Hi", { ...config, tools: [{ title: "?" }] })).rejects.toMatchObject({
        code: "ANTHROPIC_TOOL",
      });
    }
    expect(types.filter((type) => type.endsWith(".end"))).toHaveLength(
      types.filter((type) => type.endsWith(".start")).length,
    );
    expect(at.server.requests).toEqual([]);
  });

  it("make a round trip: bound tools, a streamed call, its result, thinking with its signature", async () => {
    const call: AnthropicMessageReply = {
      content: [
        { type: "thinking", deltas: ["Add ", "them."], signature: "c2ln" },
        { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: 2 } },
      ],
    };
    await using at = await start([call, { content: "3" }], { thinking: { type: "adaptive" } });
    const model = at.model.bindTools(
      [{ name: "add", description: "Adds", schema: { type: "object", properties: {} } }],
      { tool_choice: "auto" },
    );
    const question = new HumanMessage("1 + 2?");
    let answer: AIMessageChunk | undefined;
    for await (const chunk of await model.stream([question]))
      answer = answer === undefined ? chunk : answer.concat(chunk);
    expect(answer?.tool_calls).toMatchObject([{ id: "toolu_1", name: "add", args: { a: 1, b: 2 } }]);
    await model.invoke([
      question,
      answer as AIMessageChunk,
      new ToolMessage({ content: "3", tool_call_id: "toolu_1" }),
    ]);
    expect(at.server.requests[1]?.body).toMatchObject({
      tools: [{ name: "add", description: "Adds", input_schema: { type: "object" } }],
      tool_choice: { type: "auto" },
      thinking: { type: "adaptive" },
      messages: [
        { role: "user", content: "1 + 2?" },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "Add them.", signature: "c2ln" },
            { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: 2 } },
          ],
        },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "3" }] },
      ],
    });
  });
});
