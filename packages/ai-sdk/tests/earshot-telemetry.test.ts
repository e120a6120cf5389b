import { createAnthropic } from "@ai-sdk/anthropic";
import { run, type EarshotEvent } from "@earshot/core/events";
import { assertWellFormed, recordingHandler, startAnthropicServer, type AnthropicServer } from "@earshot/testing";
import { generateText, stepCountIs, streamText, tool, wrapLanguageModel } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { earshotMiddleware, earshotTelemetry } from "../src/index.js";
import { anthropicReply, secret } from "../../../tests/support/anthropic-reply.js";
import { collectGarbage } from "../../../tests/support/collect-garbage.js";
import { heardTree } from "./support/heard-tree.js";
import { scripted } from "../../../tests/support/openai-protocol.js";

(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

let server: AnthropicServer;
beforeAll(async () => {
  server = await startAnthropicServer({ reply: anthropicReply });
});
afterAll(() => server[Symbol.asyncDispose]());

const model = (name: string) => createAnthropic({ apiKey: secret, baseURL: `${server.url}/v1` })(name);
const add = tool({
  inputSchema: z.object({ left: z.number(), right: z.number() }),
  execute: ({ left, right }) => left + right,
});
const usage = { ...scripted.usage, total_tokens: 17, source: "provider" };
const ending = (events: readonly EarshotEvent[], type: string) =>
  events.filter((event) => event.type === type).map((event) => (event as { status?: string }).status);

const agentTree = ["chain ok", "  chat_model ok", "  tool ok", "  chat_model ok"];

describe("earshotTelemetry", () => {
  it("hears generateText with steps and tools as one tree", async () => {
    const recording = recordingHandler();
    const { text } = await generateText({
      model: model("call a tool"),
      tools: { add },
      prompt: "Add",
      stopWhen: stepCountIs(3),
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    expect(text).toBe(scripted.text);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(agentTree);
    const [first, second] = recording.ofType("chat_model.end");
    expect(first?.usage).toMatchObject(usage);
    expect(second?.result.generations[0]?.[0]?.text).toBe(scripted.text);
    const [start] = recording.ofType("tool.start");
    expect(start).toMatchObject({ name: "add", args: scripted.toolCall.args, toolCallId: "toolu_1" });
    expect(recording.ofType("tool.end")[0]?.output).toBe(3);
    expect(JSON.stringify(recording.ofType("chain.start")[0]?.inputs)).toContain('"Add"'); // as a prompt, or as AI SDK 7's messages
    expect(recording.ofType("chain.end")[0]?.outputs).toMatchObject({ text: scripted.text, finishReason: "stop" });
    expect(recording.ofType("chat_model.start").map(({ messages }) => messages.map((message) => message.type))).toEqual(
      [["human"], ["human", "ai", "tool"]],
    );
    for (const { metadata } of recording.ofType("chat_model.start"))
      expect(metadata).toMatchObject({ ls_integration: "vercel-ai-sdk" });
  });

  it("hears streamText with live tokens", async () => {
    const recording = recordingHandler();
    const result = streamText({
      model: model("call a tool"),
      tools: { add },
      prompt: "Add",
      stopWhen: stepCountIs(3),
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    let text = "";
    for await (const piece of result.textStream) {
      text += piece;
      const heard = recording.ofType("chat_model.delta").map((delta) => delta.text);
      expect(heard.join("").startsWith(text)).toBe(true);
    }
    await result.steps;
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(text).toBe(scripted.text);
    expect(heardTree(recording.events)).toEqual(agentTree);
    expect(recording.ofType("chat_model.end").map((end) => end.usage)).toMatchObject([usage, usage]);
    const parts = recording.ofType("chat_model.delta").flatMap((delta) => delta.parts);
    expect(parts.some((part) => part.type === "tool_call")).toBe(true);
    expect(recording.ofType("chain.end")[0]?.outputs).toMatchObject({ text: scripted.text });
  });

  it("ends a call that fails with the provider's own error", async () => {
    const recording = recordingHandler();
    const call = generateText({
      model: model("fail"),
      prompt: "Add",
      maxRetries: 0,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain error", "  chat_model error"]);
    expect(recording.ofType("chain.end")[0]?.error).toBe(error);
    expect(recording.ofType("chat_model.end")[0]?.error).toBe(error);
  });

  it("ends a stream that fails in the middle with what went wrong", async () => {
    const recording = recordingHandler();
    const result = streamText({
      model: model("fail"),
      prompt: "Add",
      maxRetries: 0,
      onError: () => undefined,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    await result.consumeStream();
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain error", "  chat_model error"]);
    expect(recording.ofType("chat_model.end")[0]?.error).toBeDefined();
  });

  it.each(["generate", "stream"])("ends an aborted call as cancelled (%s)", async (how) => {
    const recording = recordingHandler();
    const abort = new AbortController();
    const options = {
      model: model("hang"),
      prompt: "Add",
      abortSignal: abort.signal,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    };
    setTimeout(() => abort.abort(), 100);
    if (how === "generate") await expect(generateText(options)).rejects.toMatchObject({ name: "AbortError" });
    else await streamText({ ...options, onError: () => undefined }).consumeStream();
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain cancelled", "  chat_model cancelled"]);
  });

  it("ends a stream that was left when its signal aborts", async () => {
    const recording = recordingHandler();
    const abort = new AbortController();
    const { textStream } = streamText({
      model: model("hang"),
      prompt: "Add",
      abortSignal: abort.signal,
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    for await (const piece of textStream) if (piece !== "") break;
    abort.abort();
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain cancelled", "  chat_model cancelled"]);
    expect(recording.ofType("chat_model.end")[0]?.result.generations[0]?.[0]?.text).toMatch(/^one/);
  });

  it("ends a stream that was left and is held by nothing any more", async () => {
    const recording = recordingHandler();
    const leave = async (): Promise<void> => {
      const { textStream } = streamText({
        model: model("answer"),
        prompt: "Add",
        experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
      });
      for await (const piece of textStream) if (piece !== "") break;
    };
    await leave();
    await collectGarbage(() => recording.ofType("chain.end").length > 0);
    assertWellFormed(recording.events);
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "cancelled", error: undefined }]);
  });

  it("hears a tool that throws with its own error, and goes on", async () => {
    const recording = recordingHandler();
    const broken = new Error("no more");
    await generateText({
      model: model("call a tool"),
      tools: { add: { ...add, execute: () => Promise.reject(broken) } },
      prompt: "Add",
      stopWhen: stepCountIs(3),
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  chat_model ok", "  tool error", "  chat_model ok"]);
    expect(recording.ofType("tool.end")[0]?.error).toBe(broken);
  });

  it("keeps concurrent calls apart", async () => {
    const recording = recordingHandler();
    const experimental_telemetry = earshotTelemetry({ callbacks: [recording] });
    const options = { model: model("call a tool"), tools: { add }, stopWhen: stepCountIs(3), experimental_telemetry };
    await Promise.all(["a", "b", "c"].map((prompt) => generateText({ ...options, prompt })));
    assertWellFormed(recording.events);
    const roots = recording.ofType("chain.start").map(({ runId }) => runId);
    expect(roots.length).toBe(3);
    for (const root of roots)
      expect(heardTree(recording.events.filter(({ rootRunId }) => rootRunId === root))).toEqual(agentTree);
  });

  it("is stopped by a guard before its model is asked", async () => {
    const objection = new Error("over the limit");
    const guard = { raiseError: true, handleChatModelStart: () => Promise.reject(objection) };
    const recording = recordingHandler();
    const before = server.requests.length;
    const call = generateText({
      model: model("answer"),
      prompt: "Add",
      maxRetries: 0,
      experimental_telemetry: earshotTelemetry({ callbacks: [guard, recording] }),
    });
    await expect(call).rejects.toBe(objection);
    expect(server.requests.length).toBe(before);
    assertWellFormed(recording.events);
    expect(ending(recording.events, "chain.end")).toEqual(["error"]);
  });

  it("hears a model with a middleware once", async () => {
    const recording = recordingHandler();
    const wrapped = wrapLanguageModel({
      model: model("answer"),
      middleware: earshotMiddleware({ callbacks: [recording] }),
    });
    const result = streamText({
      model: wrapped,
      prompt: "Add",
      experimental_telemetry: earshotTelemetry({ callbacks: [recording] }),
    });
    await result.consumeStream();
    await expect.poll(() => recording.ofType("chain.end").length).toBe(1);
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual(["chain ok", "  chat_model ok"]);
    expect(
      recording
        .ofType("chat_model.delta")
        .map(({ text }) => text)
        .join(""),
    ).toBe(scripted.text);
  });

  it("is unheard where nobody listens", async () => {
    const { text } = await generateText({
      model: model("answer"),
      prompt: "Add",
      experimental_telemetry: earshotTelemetry(),
    });
    expect(text).toBe(scripted.text);
  });
});

const hasAmbientContext = process.env["EARSHOT_TEST_AMBIENT"] !== "off";

describe.runIf(hasAmbientContext)("AI SDK and Earshot in each other", () => {
  it("hears a call below the run it is made in, and Earshot's runs below the tool that makes them", async () => {
    const recording = recordingHandler();
    const inner = tool({
      inputSchema: z.object({ left: z.number(), right: z.number() }),
      execute: () => run({ kind: "chain", name: "inner", start: { inputs: 1 } }, () => 3),
    });
    await run(
      { kind: "chain", name: "outer", start: { inputs: 1 } },
      async () =>
        (
          await generateText({
            model: model("call a tool"),
            tools: { add: inner },
            prompt: "Add",
            stopWhen: stepCountIs(3),
            experimental_telemetry: earshotTelemetry(),
          })
        ).text,
      { callbacks: [recording] },
    );
    assertWellFormed(recording.events);
    expect(heardTree(recording.events)).toEqual([
      "chain ok",
      "  chain ok",
      "    chat_model ok",
      "    tool ok",
      "      chain ok",
      "    chat_model ok",
    ]);
  });
});
