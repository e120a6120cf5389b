import { AIMessage, type AIMessageChunk, HumanMessage, ToolMessage, type BaseMessage } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import { AISDKStreamInterruptedError } from "../errors/ai-sdk-stream-interrupted-error.js";
import { fromAISDK } from "./from-ai-sdk.js";
import type { LanguageModelV4, LanguageModelV4Result, LanguageModelV4StreamPart } from "./specification-v4.js";

const usage = { inputTokens: { total: 3 }, outputTokens: { total: 4 } } as LanguageModelV4Result["usage"];
const stop = { unified: "stop", raw: "end" } as const;
const png = new Uint8Array([1, 2, 3]);

/** A call as the model gets it. */
interface AskedCall {
  readonly prompt: readonly { readonly content: unknown }[];
}

const streamOf = (parts: readonly object[]): ReadableStream<object> =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });

/** A model of specification V4 that answers what it is told to, and keeps what it was asked. */
function modelOf(content: LanguageModelV4Result["content"], parts: readonly LanguageModelV4StreamPart[] = []) {
  const asked: AskedCall[] = [];
  const model: LanguageModelV4 = {
    specificationVersion: "v4",
    provider: "local.chat",
    modelId: "scripted",
    supportedUrls: { "*/*": [/^https:/] },
    doGenerate: (call: AskedCall) => {
      asked.push(call);
      return Promise.resolve({ content, finishReason: stop, usage, warnings: [] });
    },
    doStream: () => Promise.resolve({ stream: streamOf(parts) }),
  };
  return { asked, model: fromAISDK(model, { maxRetries: 0 }) };
}

const promptOf = async (messages: BaseMessage[]): Promise<AskedCall["prompt"] | undefined> => {
  const { asked, model } = modelOf([{ type: "text", text: "ok" }]);
  await model.invoke(messages);
  return asked[0]?.prompt;
};

const finish = { type: "finish", finishReason: stop, usage } as const;
const streamed = async (parts: readonly LanguageModelV4StreamPart[]): Promise<AIMessageChunk> => {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of await modelOf([], parts).model.stream("Hi")) whole = whole?.concat(chunk) ?? chunk;
  return whole as AIMessageChunk;
};

describe("a model of specification V4", () => {
  it("is told whether a file is bytes or an address", async () => {
    const image = (source: object) => ({ type: "image", mimeType: "image/png", ...source });
    expect(
      await promptOf([
        new HumanMessage({ content: [image({ data: "AQID" }), image({ url: "https://example.com/owl.png" })] }),
      ]),
    ).toMatchObject([
      {
        content: [
          { type: "file", mediaType: "image/png", data: { type: "data", data: "AQID" } },
          { type: "file", mediaType: "image/png", data: { type: "url", url: new URL("https://example.com/owl.png") } },
        ],
      },
    ]);
  });

  it("is shown the files that a tool answered", async () => {
    const call = { type: "tool_call", id: "1", name: "draw", args: {} } as const;
    const drawn = [
      { type: "text", text: "an owl" },
      { type: "image", mimeType: "image/png", data: "AQID" },
      { type: "image", mimeType: "image/png", url: "https://example.com/owl.png" },
      { type: "file", mimeType: "application/pdf", url: "https://example.com/owl.pdf" },
    ];
    const prompt = await promptOf([
      new HumanMessage("Draw"),
      new AIMessage({ content: "", tool_calls: [call] }),
      new ToolMessage({ content: drawn, tool_call_id: "1" }),
    ]);
    expect(prompt?.[2]?.content).toMatchObject([
      {
        output: {
          type: "content",
          value: [
            { type: "text", text: "an owl" },
            { type: "file", mediaType: "image/png", data: { type: "data", data: "AQID" } },
            { type: "file", mediaType: "image", data: { type: "url", url: new URL("https://example.com/owl.png") } },
            { type: "file", data: { type: "url", url: new URL("https://example.com/owl.pdf") } },
          ],
        },
      },
    ]);
  });

  it("answers with files, with what a text rests on, and with what only it understands, and is shown that again", async () => {
    const opaque = { type: "custom", kind: "local.compaction", providerMetadata: { local: { id: "c1" } } } as const;
    const source = { type: "source", sourceType: "url", id: "s", url: "https://example.com/", title: "Owls" } as const;
    const { asked, model } = modelOf([
      { type: "text", text: "Owls see.", citations: [{ source, startIndex: 0, endIndex: 4 }] },
      { type: "file", mediaType: "image/png", data: { type: "data", data: png } },
      { type: "file", mediaType: "text/csv", data: { type: "url", url: new URL("https://example.com/owls.csv") } },
      opaque,
    ]);
    const answer = await model.invoke("Hi");
    expect(answer.content).toMatchObject([
      {
        type: "text",
        text: "Owls see.",
        annotations: [{ type: "citation", url: "https://example.com/", title: "Owls", startIndex: 0, endIndex: 4 }],
      },
      { type: "image", mimeType: "image/png", data: png },
      { type: "file", mimeType: "text/csv", url: "https://example.com/owls.csv" },
      { type: "non_standard", value: opaque },
    ]);
    await model.invoke([new HumanMessage("Hi"), answer, new HumanMessage("And?")]);
    expect(asked[1]?.prompt[1]?.content).toMatchObject([
      { type: "text", text: "Owls see." },
      { type: "file", data: { type: "data", data: png } },
      { type: "file", data: { type: "url" } },
      { type: "custom", kind: "local.compaction", providerOptions: { local: { id: "c1" } } },
    ]);
  });

  it("is asked to reason as much as the call says", async () => {
    const { asked, model } = modelOf([{ type: "text", text: "ok" }]);
    await model.invoke("Hi", { reasoning: "high" });
    expect(asked[0]).toMatchObject({ reasoning: "high" });
  });

  it("streams citations at a text's end, and keeps the connection open without a word", async () => {
    const source = { type: "source", sourceType: "document", id: "s", mediaType: "text/plain", title: "Owls" } as const;
    const answer = await streamed([
      { type: "stream-start", warnings: [] },
      { type: "ping" },
      { type: "text-start", id: "1" },
      { type: "text-delta", id: "1", delta: "Owls see." },
      { type: "text-end", id: "1", citations: [{ source, citedText: "Owls see at night." }] },
      finish,
    ]);
    expect(answer.text).toBe("Owls see.");
    expect(JSON.stringify(answer.content)).toContain('"citedText":"Owls see at night."');
  });

  it("fails where it says that it was cut off", async () => {
    const cut = streamed([
      { type: "text-start", id: "1" },
      { type: "text-delta", id: "1", delta: "Owls" },
      { type: "text-end", id: "1" },
      { ...finish, finishReason: { unified: "interrupted", raw: undefined } },
    ]);
    await expect(cut).rejects.toThrow(AISDKStreamInterruptedError);
  });
});

it("what only models of V4 understand is kept from those of V3", async () => {
  const asked: AskedCall[] = [];
  const model = fromAISDK({
    ...modelOf([]).model.model,
    specificationVersion: "v3",
    doGenerate: (call: never) => {
      asked.push(call);
      return Promise.resolve({ content: [{ type: "text", text: "ok" }], finishReason: stop, usage, warnings: [] });
    },
  } as never);
  const answer = new AIMessage({
    content: [
      { type: "text", text: "Hi" },
      { type: "non_standard", value: { type: "custom", kind: "local.compaction" } },
    ],
  });
  await model.invoke([new HumanMessage("Hi"), answer, new HumanMessage("And?")]);
  expect(asked[0]?.prompt[1]?.content).toEqual([{ type: "text", text: "Hi" }]);
});
