import { createAnthropic } from "@ai-sdk/anthropic";
import { assertWellFormed, recordingHandler, startAnthropicServer, type AnthropicServer } from "@earshot/testing";
import { generateText, streamText, wrapLanguageModel } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { earshotMiddleware } from "../src/index.js";
import { anthropicReply, secret } from "../../../tests/support/anthropic-reply.js";
import { heardTree } from "./support/heard-tree.js";
import { scripted } from "../../../tests/support/openai-protocol.js";

(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

let server: AnthropicServer;
beforeAll(async () => {
  server = await startAnthropicServer({ reply: anthropicReply });
});
afterAll(() => server[Symbol.asyncDispose]());

function wrap(name: string, callbacks: Parameters<typeof earshotMiddleware>[0] = {}) {
  const model = createAnthropic({ apiKey: secret, baseURL: `${server.url}/v1` })(name);
  return wrapLanguageModel({ model, middleware: earshotMiddleware(callbacks) });
}

const asked = { prompt: [{ role: "user", content: [{ type: "text", text: "Say" }] }] } as never;
const usage = { ...scripted.usage, source: "provider" };

describe("earshotMiddleware", () => {
  it("hears a whole answer, and tells no headers", async () => {
    const recording = recordingHandler();
    await generateText({
      model: wrap("answer", { callbacks: [recording] }),
      prompt: "Say",
      temperature: 0,
      headers: { "x-key": secret },
    });
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chat_model ok"]);
    const [start] = recording.ofType("chat_model.start");
    expect(start).toMatchObject({ name: "answer", invocationParams: { model: "answer", temperature: 0 } });
    expect(start?.messages.map(({ text }) => text)).toEqual(["Say"]);
    expect(recording.ofType("chat_model.end")[0]).toMatchObject({ usage });
    expect(JSON.stringify(recording.events)).not.toContain(secret);
  });

  it("hears the pieces of a stream, and its usage", async () => {
    const recording = recordingHandler();
    const { textStream } = streamText({ model: wrap("answer", { callbacks: [recording] }), prompt: "Say" });
    let text = "";
    for await (const piece of textStream) text += piece;
    assertWellFormed(recording.events);
    const deltas = recording.ofType("chat_model.delta").map((delta) => delta.text);
    expect(deltas.join("")).toBe(text);
    const [end] = recording.ofType("chat_model.end");
    expect(end).toMatchObject({ status: "ok", usage });
    expect(end?.result.generations[0]?.[0]?.text).toBe(scripted.text);
  });

  it("ends a stream that is left as cancelled, with what there was, and closes it", async () => {
    const recording = recordingHandler();
    const { stream } = await wrap("hang", { callbacks: [recording] }).doStream(asked);
    for await (const piece of stream) if (piece.type === "text-delta") break;
    assertWellFormed(recording.events);
    const [end] = recording.ofType("chat_model.end");
    expect(end).toMatchObject({ status: "cancelled", error: undefined });
    expect(end?.result.generations[0]?.[0]?.text).toBe("one");
    await expect.poll(() => server.requests.at(-1)?.outcome).not.toBe("open");
  });

  it.each(["doGenerate", "doStream"] as const)("ends an aborted call as cancelled (%s)", async (method) => {
    const recording = recordingHandler();
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const call = { ...(asked as object), abortSignal: abort.signal } as never;
    const work = async (): Promise<void> => {
      const answer = await wrap("hang", { callbacks: [recording] })[method](call);
      if ("stream" in answer) for await (const piece of answer.stream) void piece;
    };
    await expect(work()).rejects.toMatchObject({ name: "AbortError" });
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chat_model cancelled"]);
  });

  it("ends a call that fails, and a stream that fails, as an error", async () => {
    const recording = recordingHandler();
    const model = wrap("fail", { callbacks: [recording] });
    await expect(model.doGenerate(asked)).rejects.toMatchObject({ name: "AI_APICallError" });
    const { stream } = await model.doStream(asked);
    for await (const piece of stream) void piece;
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chat_model error", "chat_model error"]);
  });

  it("lets a guard stop a stream at a token, and closes it", async () => {
    const objection = new Error("enough");
    const guard = {
      raiseError: true,
      handleLLMNewToken: (token: string) => (token === " two" ? Promise.reject(objection) : undefined),
    };
    const recording = recordingHandler();
    const { stream } = await wrap("hang", { callbacks: [guard, recording] }).doStream(asked);
    let text = "";
    const read = async (): Promise<void> => {
      for await (const piece of stream) if (piece.type === "text-delta") text += piece.delta;
    };
    await expect(read()).rejects.toBe(objection);
    expect(text).toBe("one");
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chat_model error"]);
    await expect.poll(() => server.requests.at(-1)?.outcome).not.toBe("open");
  });

  it("leaves a call that nobody hears as it is", async () => {
    const { text } = await generateText({ model: wrap("answer"), prompt: "Say" });
    expect(text).toBe(scripted.text);
  });
});
