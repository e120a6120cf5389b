import { StringOutputParser } from "@earshot/core/output_parsers";
import type { AIMessageChunk } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import { readAll } from "../../tests/support/read-all.js";
import { assertWellFormed } from "../assert-well-formed.js";
import { recordingHandler } from "../recording-handler.js";
import type { ScriptLine } from "./script.js";
import { scriptedChatModel } from "./scripted-chat-model.js";

const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7, input_token_details: { cache_read: 2 } };

const collect = async (script: ScriptLine | readonly ScriptLine[]) =>
  readAll(await scriptedChatModel(script).stream("go"));

const sum = (chunks: readonly AIMessageChunk[]) => chunks.reduce((whole, chunk) => whole.concat(chunk));

describe("a scripted chat model", () => {
  it("streams a text word by word, a list piece by piece, nothing as no chunk", async () => {
    expect((await collect("a bc  d ")).map(({ text }) => text)).toEqual(["a", " bc", "  d", " "]);
    expect((await collect({ text: ["a b", "c"] })).map(({ text }) => text)).toEqual(["a b", "c"]);
    expect(await collect("")).toEqual([]);
    expect((await scriptedChatModel("").invoke("go")).text).toBe("");
  });

  it("calls tools, in pieces when it streams, and says what it cost", async () => {
    const script = { text: "Let me see", toolCalls: [{ name: "add", args: { a: 1, long: "x".repeat(20) } }], usage };
    const chunks = await collect(script);
    expect(chunks.length).toBeGreaterThan(6);
    const whole = await scriptedChatModel(script).invoke("go");
    for (const message of [sum(chunks), whole]) {
      expect(message.tool_calls).toEqual([{ type: "tool_call", id: "call_1_1", ...script.toolCalls[0] }]);
      expect(message).toMatchObject({ text: "Let me see", usage_metadata: usage });
    }
  });

  it("thinks before it speaks", async () => {
    const script = { reasoning: ["hm", "m"], text: "Yes.", id: "m1", responseMetadata: { model: "none" } };
    const message = sum(await collect(script));
    expect(message.content).toEqual([
      { type: "reasoning", reasoning: "hmm", index: 0 },
      { type: "text", text: "Yes.", index: 1 },
    ]);
    expect([message.id, message.response_metadata]).toEqual(["m1", { model: "none" }]);
  });

  it("answers requests in order, the last answer again, and functions of the request", async () => {
    const model = scriptedChatModel(["first", ({ index, options }) => `${index} ${options["stop"]}`]);
    const texts = [];
    for (const stop of ["a", "b", "c"]) texts.push((await model.invoke("go", { stop: [stop] })).text);
    expect(texts).toEqual(["first", "1 b", "2 c"]);
    expect(model.requests.map(({ messages }) => messages[0]?.text)).toEqual(["go", "go", "go"]);
  });

  it("fails where it is told to, with an error given as data or as it is", async () => {
    const heard: string[] = [];
    const failing = async () => {
      const script = { text: ["a", "b"], error: { name: "BusyError", message: "busy", code: "BUSY" } };
      for await (const { text } of await scriptedChatModel(script).stream("go")) heard.push(text);
    };
    await expect(failing()).rejects.toMatchObject({ name: "BusyError", message: "busy", code: "BUSY" });
    expect(heard).toEqual(["a", "b"]);
    const error = new RangeError("own");
    await expect(scriptedChatModel(error).invoke("go")).rejects.toBe(error);
    await expect(scriptedChatModel({ steps: [{ error }] }).invoke("go")).rejects.toBe(error);
  });

  it("stalls until the call is aborted, and waits for what a test holds", async () => {
    const model = scriptedChatModel({ text: ["a"], stall: true });
    const recording = recordingHandler();
    const stream = await model.stream("go", { timeout: 20, callbacks: [recording] });
    await expect(readAll(stream)).rejects.toMatchObject({ name: "TimeoutError" });
    assertWellFormed(recording.events);
    expect(recording.summary()).toEqual(["chat_model.start", "chat_model.delta", "chat_model.end cancelled"]);
    expect(model.requests[0]?.outcome).toMatch(/left|failed/);

    let open = (): void => undefined;
    const until = new Promise<void>((resolve) => (open = resolve));
    const answer = scriptedChatModel({ steps: [{ until }, { waitMs: 1 }, { text: "there" }] }).invoke("go");
    await expect(Promise.race([answer, Promise.resolve("not yet")])).resolves.toBe("not yet");
    open();
    expect((await answer).text).toBe("there");
  });

  it("ends a call that is aborted even where the script is deaf", async () => {
    await expect(scriptedChatModel({ stall: "deaf" }).invoke("go", { timeout: 5 })).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  it("knows that its consumer left", async () => {
    const model = scriptedChatModel({ text: "a b c", delayMs: 1 });
    for await (const _ of await model.pipe(new StringOutputParser()).stream("go")) break;
    await expect.poll(() => model.requests[0]?.outcome).toBe("left");
  });

  it("has structured output, and takes no stream where it is told not to", async () => {
    const schema = { type: "object", properties: { a: { type: "number" } } } as const;
    const script = { toolCalls: [{ name: "extract", args: { a: 1 } }] };
    expect(await scriptedChatModel(script).withStructuredOutput(schema).invoke("go")).toEqual({ a: 1 });
    const chunks = await readAll(await scriptedChatModel("a b c", { disableStreaming: true }).stream("go"));
    expect(chunks.map(({ text }) => text)).toEqual(["a b c"]);
  });
});
