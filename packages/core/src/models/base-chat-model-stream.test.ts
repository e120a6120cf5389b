import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { FakeChatModel, providerError, type FakeChatModelFields } from "../../tests/chains/support/fake-chat-model.js";
import { BaseChatModel, NotStreamingError } from "../exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk, type AIMessageChunkFields, type BaseMessage } from "../exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../exports/outputs.js";

const runId = "018f2f4e-7c3d-7000-8000-00000000000d";
const usageOf = (input_tokens: number, output_tokens: number) => ({
  input_tokens,
  output_tokens,
  total_tokens: input_tokens + output_tokens,
});

/** The stream read to its end, and what was heard of it. */
async function heardOf(fields: FakeChatModelFields) {
  const recording = recordingHandler();
  const model = new FakeChatModel(fields);
  const chunks: BaseMessage[] = [];
  for await (const chunk of await model.stream("hi", { callbacks: [recording], runId })) chunks.push(chunk);
  assertWellFormed(recording.events);
  const [end] = recording.ofType("chat_model.end");
  return {
    model,
    recording,
    chunks,
    end,
    message: end?.result.generations[0]?.[0] as unknown as { readonly message: AIMessageChunk; readonly text: string },
  };
}

describe("a stream", () => {
  it("yields each chunk after it was heard, once, and the end has them put together", async () => {
    const { chunks, recording, end, message } = await heardOf({ chunks: ["a", "", "b"] });
    expect(chunks.map(({ text }) => text)).toEqual(["a", "", "b"]);
    expect(recording.ofType("chat_model.delta").map(({ text, index }) => [text, index])).toEqual([
      ["a", 0],
      ["", 1],
      ["b", 2],
    ]);
    expect(recording.ofType("chat_model.delta").map(({ chunk }) => (chunk as ChatGenerationChunk).message)).toEqual(
      chunks,
    );
    expect([message.text, message.message.text, end?.status]).toEqual(["ab", "ab", "ok"]);
    expect(end?.firstTokenAt).toBeTypeOf("number");
  });

  it("is heard before it is seen", async () => {
    const order: string[] = [];
    const stream = await new FakeChatModel({ chunks: ["a", "b"] }).stream("hi", {
      callbacks: [{ handleLLMNewToken: (token) => void order.push(`heard ${token}`) }],
    });
    for await (const chunk of stream) order.push(`saw ${chunk.text}`);
    expect(order).toEqual(["heard a", "saw a", "heard b", "saw b"]);
  });

  it("hears no token twice when the provider's code tells of it too, before it yields or after", async () => {
    const { recording } = await heardOf({
      chunks: ["a", "b"],
      beforeChunk: (manager) => manager?.handleLLMNewToken("told"),
    });
    expect(recording.ofType("chat_model.delta").map(({ text }) => text)).toEqual(["a", "b"]);
  });

  it("gives each chunk the run's id, unless it has its own", async () => {
    const { chunks, message } = await heardOf({ chunks: ["a", { content: "b", id: "own" }] });
    expect(chunks.map(({ id }) => id)).toEqual([`run-${runId}`, "own"]);
    expect(message.message.id).toBeDefined();
  });

  it("keeps what the provider says of the call in metadata and generation info", async () => {
    const last = new ChatGenerationChunk({
      text: "",
      message: new AIMessageChunk({ content: "", response_metadata: { model: "m" } }),
      generationInfo: { finish_reason: "stop" },
    });
    const { chunks, message } = await heardOf({ chunks: ["a", last] });
    expect(chunks[1]?.response_metadata).toEqual({ finish_reason: "stop", model: "m" });
    expect(message.message.response_metadata).toEqual({ finish_reason: "stop", model: "m" });
    expect((message as unknown as ChatGenerationChunk).generationInfo).toEqual({ finish_reason: "stop" });
  });

  it("puts tool calls together, and says each piece", async () => {
    const piece = (args: string, id?: string): AIMessageChunkFields => ({
      content: "",
      tool_call_chunks: [{ type: "tool_call_chunk", index: 0, args, ...(id && { id, name: "add" }) }],
    });
    const { recording, message } = await heardOf({ chunks: [piece("", "c1"), piece('{"a":'), piece("1}")] });
    expect(message.message.tool_calls).toMatchObject([{ id: "c1", name: "add", args: { a: 1 } }]);
    expect(recording.ofType("chat_model.delta").map(({ parts }) => parts)).toMatchObject([
      [{ type: "tool_call", index: 0, id: "c1", name: "add", args: "" }],
      [{ type: "tool_call", index: 0, args: '{"a":' }],
      [{ type: "tool_call", index: 0, args: "1}" }],
    ]);
  });

  it("ends with an empty answer if nothing came", async () => {
    const { chunks, end } = await heardOf({ chunks: [] });
    expect(chunks).toEqual([]);
    expect([end?.status, end?.result.generations[0]?.[0]?.text, end?.usage]).toEqual([
      "ok",
      "",
      { source: "unavailable" },
    ]);
  });
});

describe("usage", () => {
  const chunks = [
    { content: "a", usage_metadata: usageOf(9, 1) },
    { content: "b", usage_metadata: usageOf(9, 5) },
    { content: "", usage_metadata: usageOf(9, 14) },
  ];

  it("that the provider counts on and on becomes increments: every sum of them is true", async () => {
    const { chunks: seen, end } = await heardOf({ chunks, usageMode: "cumulative" });
    const sum = (seen as AIMessageChunk[]).reduce((whole, chunk) => whole.concat(chunk));
    expect(sum.usage_metadata).toMatchObject(usageOf(9, 14));
    expect(end?.usage).toMatchObject({ ...usageOf(9, 14), source: "provider" });
    expect(end?.result.llmOutput).toEqual({ tokenUsage: { promptTokens: 9, completionTokens: 14, totalTokens: 23 } });
  });

  it("that comes as increments is added up", async () => {
    expect((await heardOf({ chunks })).end?.usage).toMatchObject(usageOf(27, 20));
  });

  it("is unknown, not zero, if the provider says nothing", async () => {
    const { end } = await heardOf({});
    expect(end?.usage).toEqual({ source: "unavailable" });
    expect(end?.result.llmOutput).toBeUndefined();
  });
});

describe("a stream that ends early", () => {
  it("before its first chunk rejects where it is opened", async () => {
    const recording = recordingHandler();
    await expect(new FakeChatModel({ failsAt: 0 }).stream("hi", { callbacks: [recording] })).rejects.toBe(
      providerError,
    );
    expect(recording.summary()).toEqual(["chat_model.start", "chat_model.end error"]);
  });

  it("by an error has been heard until then", async () => {
    const recording = recordingHandler();
    const stream = await new FakeChatModel({ failsAt: 2, chunks: ["a", "b", "c"] }).stream("hi", {
      callbacks: [recording],
    });
    const texts: string[] = [];
    const read = async () => {
      for await (const chunk of stream) texts.push(chunk.text);
    };
    await expect(read()).rejects.toBe(providerError);
    expect(texts).toEqual(["a", "b"]);
    expect(recording.ofType("chat_model.end")).toMatchObject([
      { status: "error", error: providerError, result: { generations: [[{ text: "ab" }]] } },
    ]);
  });

  it("because the loop was left closes the provider's generator and aborts its signal", async () => {
    const recording = recordingHandler();
    const model = new FakeChatModel({ chunks: ["a", "b", "c"] });
    for await (const _ of await model.stream("hi", { callbacks: [recording] })) break;
    expect(model.open).toBe(0);
    expect(model.calls[0]?.options.signal.aborted).toBe(true);
    expect(recording.ofType("chat_model.end")).toMatchObject([
      { status: "cancelled", result: { generations: [[{ text: "a" }]] } },
    ]);
  });

  it.each([
    ["a signal", () => ({ signal: AbortSignal.timeout(15) })],
    ["a timeout", () => ({ timeout: 15 })],
  ])("by %s aborts the signal even while the provider is silent", async (_, config) => {
    const recording = recordingHandler();
    const model = new FakeChatModel({ chunks: ["a", "b"], hangsAt: 1 });
    const read = async () => {
      for await (const _ of await model.stream("hi", { ...config(), callbacks: [recording] })) void 0;
    };
    await expect(read()).rejects.toMatchObject({ name: "TimeoutError" });
    expect(model.calls[0]?.options.signal.aborted).toBe(true);
    expect(recording.summary()).toEqual(["chat_model.start", "chat_model.delta", "chat_model.end cancelled"]);
  });

  it("doesn't abort the signal of an answer that came whole", async () => {
    const { model } = await heardOf({});
    expect(model.calls[0]?.options.signal.aborted).toBe(false);
  });
});

describe("a model that can't stream", () => {
  class Whole extends BaseChatModel {
    _llmType() {
      return "whole";
    }
    async _generate(): Promise<ChatResult> {
      return { generations: [{ text: "hello", message: new AIMessage("hello") }] };
    }
  }

  it("gives its whole answer as the only chunk, heard as no token", async () => {
    const recording = recordingHandler();
    const texts: string[] = [];
    for await (const message of await new Whole().stream("hi", { callbacks: [recording] })) texts.push(message.text);
    expect(texts).toEqual(["hello"]);
    expect(recording.summary()).toEqual(["chat_model.start", "chat_model.end ok"]);
    expect(recording.ofType("chat_model.end")[0]?.firstTokenAt).toBeUndefined();
  });

  it("is asked whole, whatever a handler prefers", async () => {
    expect(
      (
        await new Whole().invoke("hi", {
          callbacks: [{ lc_prefer_streaming: true, handleLLMNewToken: () => undefined }],
        })
      ).text,
    ).toBe("hello");
  });

  it("says so if its stream is pulled by hand", async () => {
    await expect(
      new Whole()._streamResponseChunks([], { signal: new AbortController().signal }).next(),
    ).rejects.toBeInstanceOf(NotStreamingError);
  });
});
