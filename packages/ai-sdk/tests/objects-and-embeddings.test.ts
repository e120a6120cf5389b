import { createOpenAI } from "@ai-sdk/openai";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { embed, embedMany, generateObject, streamObject, wrapLanguageModel } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { earshotMiddleware, earshotTelemetry } from "../src/index.js";
import { heardTree } from "./support/heard-tree.js";
import { scripted } from "../../../tests/support/openai-protocol.js";
import { openAIOnLoopback } from "../../../tests/support/openai-on-loopback.js";

const { openai } = openAIOnLoopback(createOpenAI);
const model = (name: string) => openai().chat(name);
const schema = z.object({ left: z.number(), right: z.number() });
const usage = { ...scripted.usage, total_tokens: 17, source: "provider" };

describe("an object that a model makes", () => {
  it("is heard as a call with its model's answer", async () => {
    const recording = recordingHandler();
    const { object } = await generateObject({
      model: model("answer"),
      schema,
      prompt: "Add",
      experimental_telemetry: earshotTelemetry({ callbacks: [recording], functionId: "numbers" }),
    });
    expect(object).toEqual(scripted.toolCall.args);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  chat_model ok"]);
    expect(recording.ofType("chain.start")[0]).toMatchObject({ name: "numbers" });
    const [start] = recording.ofType("chat_model.start");
    expect(start?.messages.map(({ text }) => text)).toContain("Add");
    const [end] = recording.ofType("chat_model.end");
    expect(end).toMatchObject({ usage });
    expect(JSON.parse(end?.result.generations[0]?.[0]?.text ?? "")).toEqual(object);
    expect(recording.ofType("chain.end")[0]?.outputs).toMatchObject({ object });
  });

  it("is heard as it streams, with a middleware in pieces, and once", async () => {
    const recording = recordingHandler();
    const { object, partialObjectStream } = streamObject({
      model: wrapLanguageModel({ model: model("answer"), middleware: earshotMiddleware() }),
      schema,
      prompt: "Add",
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    for await (const _ of partialObjectStream) continue;
    expect(await object).toEqual(scripted.toolCall.args);
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  chat_model ok"]);
    const deltas = recording.ofType("chat_model.delta").map(({ text }) => text);
    expect(JSON.parse(deltas.join(""))).toEqual(scripted.toolCall.args);
    expect(recording.ofType("chat_model.end")[0]).toMatchObject({ usage });
  });

  it("is heard as it streams without a middleware", async () => {
    const recording = recordingHandler();
    const { object, partialObjectStream } = streamObject({
      model: model("answer"),
      schema,
      prompt: "Add",
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    for await (const _ of partialObjectStream) continue;
    expect(await object).toEqual(scripted.toolCall.args);
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  chat_model ok"]);
    const [end] = recording.ofType("chat_model.end");
    expect(end).toMatchObject({ usage });
    expect(JSON.parse(end?.result.generations[0]?.[0]?.text ?? "")).toEqual(scripted.toolCall.args);
  });

  it("that is none ends the call with the error, and its model's answer is heard", async () => {
    const recording = recordingHandler();
    const call = generateObject({
      model: model("answer"),
      schema: z.object({ product: z.string() }),
      prompt: "Add",
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "AI_NoObjectGeneratedError" });
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain error", "  chat_model ok"]);
    expect(recording.ofType("chain.end")[0]?.error).toBe(error);
  });

  it("ends as an error where the provider refuses", async () => {
    const recording = recordingHandler();
    const call = generateObject({
      model: model("fail"),
      schema,
      prompt: "Add",
      maxRetries: 0,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain error", "  chat_model error"]);
    for (const end of recording.events.filter(({ type }) => type.endsWith(".end")))
      expect(end).toMatchObject({ error });
  });

  it("ends as cancelled where the call is aborted", async () => {
    const recording = recordingHandler();
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const call = generateObject({
      model: model("hang"),
      schema,
      prompt: "Add",
      abortSignal: abort.signal,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain cancelled", "  chat_model cancelled"]);
  });
});

describe("an embedding", () => {
  const embeddings = () => openai().textEmbeddingModel("text-embedding-3-small");

  it("is heard as an embedding run in its call", async () => {
    const recording = recordingHandler();
    const { embedding } = await embed({
      model: embeddings(),
      value: "owl",
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    expect(embedding).toEqual([3, 1]);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  embedding ok"]);
    expect(recording.ofType("embedding.start")[0]).toMatchObject({ name: "text-embedding-3-small", texts: ["owl"] });
    expect(recording.ofType("embedding.end")[0]).toMatchObject({
      dimensions: 2,
      usage: { input_tokens: 3, source: "provider" },
    });
    expect(recording.ofType("chain.start")[0]).toMatchObject({ name: "embed", inputs: "owl" });
  });

  it("of many texts is heard request by request", async () => {
    const recording = recordingHandler();
    const { embeddings: vectors } = await embedMany({
      model: embeddings(),
      values: ["owl", "heron"],
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    expect(vectors).toEqual([
      [3, 1],
      [5, 1],
    ]);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  embedding ok"]);
    expect(recording.ofType("embedding.start")[0]?.texts).toEqual(["owl", "heron"]);
    expect(recording.ofType("embedding.end")[0]).toMatchObject({ dimensions: 2 });
  });

  it("that fails ends as an error, and so does its call", async () => {
    const recording = recordingHandler();
    const call = embed({
      model: openai().textEmbeddingModel("fail"),
      value: "owl",
      maxRetries: 0,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    await expect(call).rejects.toMatchObject({ statusCode: 400 });
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain error", "  embedding error"]);
  });
});
