import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { FakeChatModel, providerError, type FakeChatModelFields } from "../../tests/chains/support/fake-chat-model.js";
import { AIMessage, HumanMessage, MessageCoercionError, SystemMessage } from "../exports/messages.js";
import { ChatGenerationChunk } from "../exports/outputs.js";
import { ChatPromptValue, StringPromptValue } from "../exports/prompt_values.js";
import { RunnableLambda } from "../exports/runnables.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";

const runId = "018f2f4e-7c3d-7000-8000-00000000000c";
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };

describe("what a model is asked with", () => {
  it.each<[string, unknown, string[]]>([
    ["a text", "hi", ["human: hi"]],
    ["messages", [new SystemMessage("be"), new HumanMessage("hi")], ["system: be", "human: hi"]],
    [
      "pairs, dictionaries and texts",
      [["system", "be"], { role: "user", content: "hi" }, "yo"],
      ["system: be", "human: hi", "human: yo"],
    ],
    ["a prompt's value", new ChatPromptValue([new HumanMessage("hi")]), ["human: hi"]],
    ["a text prompt's value", new StringPromptValue("hi"), ["human: hi"]],
    ["no message at all", [], []],
  ])("may be %s", async (_, input, asked) => {
    const model = new FakeChatModel();
    await model.invoke(input as never);
    expect(model.calls[0]?.messages.map((message) => `${message.getType()}: ${message.text}`)).toEqual(asked);
  });

  it.each<[string, unknown, unknown]>([
    ["nothing", undefined, { code: "MESSAGE_COERCION" }],
    ["null", null, { code: "MESSAGE_COERCION" }],
    ["a number", 7, { code: "MESSAGE_COERCION", message: expect.stringContaining("a list of messages") as string }],
    [
      "a single message",
      new HumanMessage("hi"),
      { code: "MESSAGE_COERCION", message: expect.stringContaining("a list of messages") as string },
    ],
    ["a dictionary", { q: 1 }, { code: "MESSAGE_COERCION" }],
    ["a role that is none", [["nobody", "hi"]], expect.any(MessageCoercionError)],
  ])("may not be %s: it says so, whole or in pieces, and the model is not asked", async (_, input, error) => {
    const model = new FakeChatModel();
    const recording = recordingHandler();
    await expect(model.invoke(input as never, { callbacks: [recording] })).rejects.toMatchObject(error as object);
    await expect(model.stream(input as never, { callbacks: [recording] })).rejects.toMatchObject(error as object);
    expect(model.calls).toEqual([]);
    assertWellFormed(recording.events);
  });
});

describe("what the provider's code is given", () => {
  it("is the call's own options without the config, and the run's signal", async () => {
    const model = new FakeChatModel();
    const config = {
      stop: ["x"],
      tool_choice: "any",
      temperature: 1,
      tags: ["t"],
      metadata: { a: 1 },
      runName: "r",
      configurable: { c: 1 },
      timeout: 5000,
      callbacks: [{ name: "deaf" }],
    };
    await model.invoke("hi", config);
    const { options } = model.calls[0] ?? {};
    expect(Object.keys(options ?? {}).sort()).toEqual(["stop", "temperature", "tool_choice"]);
    expect(options?.signal).toBeInstanceOf(AbortSignal);
    expect(options?.signal.aborted).toBe(false);
  });

  it("is the call's options too when the model is a step, or is invoked with a function's config", async () => {
    const model = new FakeChatModel();
    const recording = recordingHandler();
    const config = { stop: ["x"], seed: 1, configurable: { c: 1 }, callbacks: [recording] };
    await RunnableLambda.from((text: string) => text)
      .pipe(model)
      .invoke("hi", config);
    await RunnableLambda.from((text: string, given) => model.invoke(text, given)).invoke("hi", config);
    for (const { options } of model.calls) expect({ ...options }).toEqual({ stop: ["x"], seed: 1 });
    expect(recording.ofType("chat_model.start").map(({ metadata }) => metadata["ls_stop"])).toEqual([["x"], ["x"]]);
  });

  it("has a run manager only if somebody listens, and works without", async () => {
    const model = new FakeChatModel({ beforeChunk: (manager) => manager?.handleLLMNewToken("x") });
    expect((await model.invoke("hi")).text).toBe("one two three");
    expect((await model.invoke("hi", { callbacks: [recordingHandler()], runId })).text).toBe("one two three");
    expect(model.calls.map(({ runManager }) => runManager?.runId)).toEqual([undefined, runId]);
  });

  it.each<[string, () => object, string]>([
    ["the caller's signal aborts", () => ({ signal: AbortSignal.timeout(10) }), "TimeoutError"],
    ["the time is up", () => ({ timeout: 10 }), "TimeoutError"],
  ])("has a signal that aborts when %s", async (_, configOf, name) => {
    const model = new FakeChatModel({ hangsAt: 1 });
    const recording = recordingHandler();
    await expect(model.invoke("hi", { ...configOf(), callbacks: [recording] })).rejects.toMatchObject({ name });
    expect(model.calls[0]?.options.signal.aborted).toBe(true);
    expect(recording.summary()).toEqual(["chat_model.start", "chat_model.end cancelled"]);
  });

  it("is not called at all in a run that was aborted before", async () => {
    const model = new FakeChatModel();
    const reason = new Error("too late");
    await expect(model.invoke("hi", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(model.stream("hi", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(model.calls).toEqual([]);
  });
});

describe("an answer", () => {
  const answerOf = async (fields: FakeChatModelFields) => {
    const recording = recordingHandler();
    const answer = await new FakeChatModel(fields).invoke("hi", { callbacks: [recording], runId });
    return { answer, end: recording.ofType("chat_model.end")[0] };
  };

  it("is the provider's message, with the run's id if it has none of its own", async () => {
    const message = new AIMessage("hello");
    const { answer, end } = await answerOf({ result: { generations: [{ text: "hello", message }] } });
    expect(answer).toBe(message);
    expect(answer.id).toBe(`run-${runId}`);
    expect(end?.result.generations).toEqual([[{ text: "hello", message }]]);
    expect(
      (await answerOf({ result: { generations: [{ text: "", message: new AIMessage({ content: "", id: "own" }) }] } }))
        .answer.id,
    ).toBe("own");
  });

  it("says in its metadata what the provider said of the call; its own word wins", async () => {
    const message = new AIMessage({ content: "", response_metadata: { model: "own" } });
    const { answer, end } = await answerOf({
      result: {
        generations: [{ text: "", message, generationInfo: { finish_reason: "stop", model: "info" } }],
        llmOutput: { tokenUsage: { totalTokens: 7 } },
      },
    });
    expect(answer.response_metadata).toEqual({ tokenUsage: { totalTokens: 7 }, finish_reason: "stop", model: "own" });
    expect(end?.result.llmOutput).toEqual({ tokenUsage: { totalTokens: 7 } });
  });

  it("tells its usage, or that there is none", async () => {
    const message = new AIMessage({ content: "", usage_metadata: usage });
    expect((await answerOf({ result: { generations: [{ text: "", message }] } })).end?.usage).toEqual({
      ...usage,
      source: "provider",
    });
    expect((await answerOf({})).end?.usage).toEqual({ source: "unavailable" });
  });

  it("is empty, not missing, if the provider has none", async () => {
    const { answer, end } = await answerOf({ result: { generations: [] } });
    expect([answer.text, end?.result.generations[0]?.[0]?.text]).toEqual(["", ""]);
  });

  it("fails with the provider's error, heard once", async () => {
    const recording = recordingHandler();
    await expect(new FakeChatModel({ failsAt: 0 }).invoke("hi", { callbacks: [recording] })).rejects.toBe(
      providerError,
    );
    expect(recording.ofType("chat_model.end")).toMatchObject([{ status: "error", error: providerError }]);
  });
});

describe("a model behind a Proxy, as instrumentation may put it", () => {
  it("answers as the model itself, whole and in pieces", async () => {
    const model = new Proxy(new FakeChatModel(), {});
    expect((await model.invoke("hi")).text).toBe("one two three");
    let text = "";
    for await (const chunk of await model.stream("hi")) text += chunk.text;
    expect(text).toBe("one two three");
  });
});

describe("a provider's class", () => {
  it("may name its own members as it likes", async () => {
    class Crowded extends FakeChatModel {
      answer = "a";
      call = "b";
      run = "c";
      messages = "d";
      options = "e";
      start = "f";
      model = "g";
    }
    expect((await new Crowded().invoke("hi")).text).toBe("one two three");
  });
});

describe("tokens of an invoke", () => {
  it("are those that the provider's code tells of", async () => {
    const tokens: unknown[] = [];
    const chunk = new ChatGenerationChunk({ text: "b", message: new AIMessageChunk("b") });
    const model = new FakeChatModel({
      beforeChunk: async (manager) => {
        await manager?.handleLLMNewToken("a");
        await manager?.handleLLMNewToken("b", undefined, undefined, undefined, undefined, { chunk });
      },
    });
    const recording = recordingHandler();
    await model.invoke("hi", {
      callbacks: [
        {
          handleLLMNewToken: (token, indices, _, __, ___, fields) => void tokens.push([token, indices, fields?.chunk]),
        },
        recording,
      ],
    });
    expect(tokens).toEqual([
      ["a", { prompt: 0, completion: 0 }, undefined],
      ["b", { prompt: 0, completion: 0 }, chunk],
    ]);
    expect(recording.ofType("chat_model.delta").map(({ index }) => index)).toEqual([0, 1]);
  });

  it("are streamed for a handler that prefers it, and the answer is the same, whatever else that hears", async () => {
    for (const more of [{}, { handleLLMEnd: () => undefined }]) {
      const tokens: string[] = [];
      const model = new FakeChatModel();
      const answer = await model.invoke("hi", {
        callbacks: [{ lc_prefer_streaming: true, handleLLMNewToken: (token) => void tokens.push(token), ...more }],
      });
      expect(model.calls.map(({ method }) => method)).toEqual(["stream"]);
      expect(tokens).toEqual(["one ", "two ", "three"]);
      expect(answer.text).toBe("one two three");
    }
  });

  it.each<[string, FakeChatModelFields, object, string]>([
    ["it can", {}, {}, "stream"],
    ["it must not", { disableStreaming: true }, {}, "generate"],
    ["it must not with tools, and there are some", { disableStreaming: "tool_calling" }, { tools: [] }, "generate"],
    ["it must not with tools, and there are none", { disableStreaming: "tool_calling" }, {}, "stream"],
  ])("are streamed if %s", async (_, fields, options, method) => {
    const model = new FakeChatModel(fields);
    await model.invoke("hi", {
      ...options,
      callbacks: [{ lc_prefer_streaming: true, handleLLMNewToken: () => undefined }],
    });
    for await (const _ of await model.stream("hi", options)) void 0;
    expect(model.calls.map((call) => call.method)).toEqual([method, method]);
  });
});
