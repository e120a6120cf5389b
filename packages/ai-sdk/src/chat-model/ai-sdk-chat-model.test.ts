import { createAnthropic } from "@ai-sdk/anthropic";
import type { LanguageModelV2, LanguageModelV3CallOptions } from "@ai-sdk/provider";
import { HumanMessage, ToolMessage } from "@earshot/core/messages";
import { tool } from "@earshot/core/tools";
import { assertWellFormed, recordingHandler, startAnthropicServer, type AnthropicReply } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  AISDKAuthenticationError,
  AISDKContentError,
  AISDKModelError,
  AISDKRateLimitError,
  AISDKStreamInterruptedError,
  AISDKToolError,
  AISDKUnsupportedModelError,
  fromAISDK,
  type AISDKChatModelFields,
} from "../index.js";

const usage = { input_tokens: 3, output_tokens: 14 };

async function start(reply: AnthropicReply | readonly AnthropicReply[], fields: AISDKChatModelFields = {}) {
  const server = await startAnthropicServer({ reply: reply as AnthropicReply });
  const anthropic = createAnthropic({ apiKey: "sk-secret", baseURL: `${server.url}/v1` });
  const model = fromAISDK(anthropic("claude-sonnet-4-5"), { maxOutputTokens: 100, maxRetries: 0, ...fields });
  return { server, model, anthropic, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function errorOf(work: Promise<unknown>): Promise<AISDKModelError> {
  return work.then(
    () => expect.fail("it should have failed"),
    (error: unknown) => error as AISDKModelError,
  );
}

describe("a model of an AI SDK provider", () => {
  it("sends settings of its own and of the call, and provider options joined", async () => {
    await using at = await start(
      { content: "ok", usage },
      {
        temperature: 0.5,
        stop: ["END"],
        providerOptions: { anthropic: { sendReasoning: true } },
      },
    );
    await at.model.invoke("Hi", {
      temperature: 0.1,
      providerOptions: { anthropic: { thinking: { type: "disabled" } } },
      headers: { "x-of-call": "yes" },
    });
    const { body, headers } = at.server.requests[0] as { body: object; headers: Record<string, string> };
    expect(body).toMatchObject({ max_tokens: 100, temperature: 0.1, stop_sequences: ["END"] });
    expect(headers["x-of-call"]).toBe("yes");
  });

  it("tells its parameters and who made it, and neither keys nor headers", async () => {
    await using at = await start({ content: "ok", usage });
    const recording = recordingHandler();
    await at.model.invoke("Hi", { callbacks: [recording], headers: { authorization: "Bearer sk-secret" } });
    const [event] = recording.ofType("chat_model.start");
    expect(event?.invocationParams).toEqual({ model: "claude-sonnet-4-5", maxOutputTokens: 100 });
    expect(event?.metadata).toMatchObject({
      ls_provider: "anthropic",
      ls_model_name: "claude-sonnet-4-5",
      ls_max_tokens: 100,
    });
    expect(event?.options).toMatchObject({ headers: { authorization: "***" } });
    expect(JSON.stringify([recording.events.map((heard) => [heard, heard.serialized]), at.model])).not.toContain(
      "sk-secret",
    );
  });

  it("reasons, and tells the provider its signature in the next turn", async () => {
    const thinking = { type: "thinking", deltas: ["Hm", " so"], signature: "signed" } as const;
    await using at = await start({ content: [thinking, { type: "text", deltas: ["3"] }], usage });
    const recording = recordingHandler();
    const chunks = [];
    for await (const chunk of await at.model.stream("Add", { callbacks: [recording] })) chunks.push(chunk);
    const answer = chunks.reduce((left, right) => left.concat(right));
    const parts = recording.ofType("chat_model.delta").flatMap((delta) => delta.parts);
    expect(parts.flatMap((part) => (part.type === "reasoning" && part.text !== "" ? [part.text] : []))).toEqual([
      "Hm",
      " so",
    ]);
    await at.model.invoke([new HumanMessage("Add"), answer, new HumanMessage("Again")]);
    const messages = at.server.requests[1]?.body?.["messages"] as { content: unknown[] }[];
    expect(messages[1]?.content).toMatchObject([
      { type: "thinking", thinking: "Hm so", signature: "signed" },
      { type: "text", text: "3" },
    ]);
  });

  it("calls Earshot's tools, and takes their answers", async () => {
    const call = { type: "tool_use", id: "t1", name: "add", input: { left: 1, right: 2 } } as const;
    await using at = await start([
      { content: [call], usage },
      { content: "3", usage },
    ]);
    const add = tool(({ left, right }: { left: number; right: number }) => String(left + right), {
      name: "add",
      description: "Adds",
      schema: z.object({ left: z.number(), right: z.number() }),
    });
    const bound = at.model.bindTools([add], { tool_choice: "any" });
    const question = new HumanMessage("Add");
    const answer = await bound.invoke([question]);
    const result = (await add.invoke(answer.tool_calls[0] as never)) as unknown as ToolMessage;
    expect((await bound.invoke([question, answer, result])).text).toBe("3");
    const [first, second] = at.server.requests.map(({ body }) => body as Record<string, unknown>);
    expect(first).toMatchObject({ tool_choice: { type: "any" }, tools: [{ name: "add", description: "Adds" }] });
    expect(JSON.stringify(second)).toContain('"tool_use_id":"t1"');
  });

  it("answers in a form by the provider's own means", async () => {
    await using at = await start({ content: '{"sum":3}', usage });
    const schema = z.object({ sum: z.number() });
    const structured = at.model.withStructuredOutput(schema, { method: "jsonSchema" });
    expect(await structured.invoke("Add")).toEqual({ sum: 3 });
    expect(JSON.stringify(at.server.requests[0]?.body)).toContain('"json_schema"');
  });

  it.each([
    [
      { status: 429, headers: { "retry-after": "2" } },
      AISDKRateLimitError,
      { status: 429, retryable: true, retryAfterMs: 2000 },
    ],
    [{ status: 401 }, AISDKAuthenticationError, { status: 401, retryable: false }],
    [{ status: 400 }, AISDKModelError, { code: "AI_SDK_MODEL", status: 400, retryable: false }],
    [{ status: 529 }, AISDKModelError, { status: 529, retryable: true }],
  ] as const)("says what failed: %j", async (reply, type, facts) => {
    await using at = await start(reply);
    const error = await errorOf(at.model.invoke("Hi"));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(facts);
    expect((error.cause as Error).name).toBe("AI_APICallError");
  });

  it("tries again what can help, heard as retries", async () => {
    const busy = { status: 529, headers: { "retry-after-ms": "1" } };
    await using at = await start([busy, busy, { content: "ok", usage }], { maxRetries: 2 });
    const recording = recordingHandler();
    expect((await at.model.invoke("Hi", { callbacks: [recording] })).text).toBe("ok");
    expect(recording.ofType("run.retry").map(({ attempt, delayMs }) => [attempt, delayMs])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    assertWellFormed(recording.events);
  });

  it("never takes a stream that was cut for a whole answer", async () => {
    await using at = await start({
      content: "one two three",
      usage,
      cut: { afterBytes: 900, how: "end" },
    });
    let text = "";
    const read = async (): Promise<void> => {
      for await (const chunk of await at.model.stream("Hi")) text += chunk.text;
    };
    const error = await errorOf(read());
    expect(text).toMatch(/^one/);
    expect(error).toBeInstanceOf(AISDKStreamInterruptedError);
    expect(error.retryable).toBe(true);
  });

  it("downloads what the provider doesn't fetch, if it is given the means", async () => {
    const image = new HumanMessage({
      content: [{ type: "file", url: "https://example.org/a.txt", mimeType: "text/plain" }],
    });
    await using without = await start({ content: "ok", usage });
    await expect(without.model.invoke([image])).rejects.toBeInstanceOf(AISDKContentError);
    expect(without.server.requests).toHaveLength(0);
    const download = (url: URL) => Promise.resolve({ data: new TextEncoder().encode(url.pathname) });
    await using at = await start({ content: "ok", usage }, { download });
    await at.model.invoke([image]);
    expect(JSON.stringify(at.server.requests[0]?.body)).toContain("/a.txt");
  });

  it("refuses what is no tool and what is no model", async () => {
    await using at = await start({ content: "ok", usage });
    expect(() => at.model.bindTools([{ color: "red" }])).toThrow(AISDKToolError);
    const v9 = { specificationVersion: "v9", modelId: "m", doGenerate() {}, doStream() {} };
    for (const given of ["openai/gpt", {}, v9])
      expect(() => fromAISDK(given as never)).toThrow(AISDKUnsupportedModelError);
  });

  it("offers tools that the provider runs", async () => {
    await using at = await start({ content: "ok", usage });
    await at.model.bindTools([at.anthropic.tools.webSearch_20250305({ maxUses: 1 })]).invoke("Search");
    expect(at.server.requests[0]?.body).toMatchObject({ tools: [{ type: "web_search_20250305", max_uses: 1 }] });
  });
});

describe("a model of the older specification", () => {
  it("is asked and read in its terms", async () => {
    let asked: LanguageModelV3CallOptions | undefined;
    const model: LanguageModelV2 = {
      specificationVersion: "v2",
      provider: "old",
      modelId: "one",
      supportedUrls: {},
      doGenerate(call) {
        asked = call as LanguageModelV3CallOptions;
        return Promise.resolve({
          content: [{ type: "text", text: "ok" }],
          finishReason: "stop",
          usage: { inputTokens: 3, outputTokens: 14, totalTokens: 17 },
          warnings: [],
        });
      },
      doStream: () => Promise.reject(new Error("not asked")),
    };
    const content = [{ type: "image", data: "AAAA", mimeType: "image/png" }];
    const answer = await fromAISDK(model)
      .bindTools([{ type: "provider", id: "old.search", args: {} }])
      .invoke([new ToolMessage({ content, tool_call_id: "a", name: "look" })]);
    expect(answer).toMatchObject({ content: "ok", usage_metadata: { total_tokens: 17 } });
    expect(asked?.tools).toEqual([{ type: "provider-defined", id: "old.search", name: "search", args: {} }]);
    expect(asked?.prompt[0]?.content[0]).toMatchObject({
      output: { type: "content", value: [{ type: "media", data: "AAAA", mediaType: "image/png" }] },
    });
  });
});
