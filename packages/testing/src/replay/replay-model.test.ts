import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from "@earshot/core/messages";
import { tool } from "@earshot/core/tools";
import { describe, expect, it } from "vitest";
import { readAll } from "../../tests/support/read-all.js";
import { temporaryFolder } from "../../tests/support/temporary-folder.js";
import { normalizedEvents } from "../normalized-tree/normalized-events.js";
import { record, type RecordingConfig } from "../recording/record.js";
import { recordingHandler } from "../recording-handler.js";
import type { ScriptLine } from "../scripted-model/script.js";
import { scriptedChatModel } from "../scripted-model/scripted-chat-model.js";
import { replayModel } from "./replay-model.js";
import type { UnrecordedRequestError } from "./unrecorded-request-error.js";

const inFolder = temporaryFolder();
let files = 0;

async function recorded(
  script: ScriptLine | readonly ScriptLine[],
  run: (model: BaseChatModel, config: RecordingConfig) => unknown,
): Promise<string> {
  const file = inFolder(`${++files}.jsonl`);
  const model = scriptedChatModel(script);
  await record((config) => run(model, config), { file });
  return file;
}

const rejection = (promise: Promise<unknown>): Promise<UnrecordedRequestError> =>
  promise.then(
    () => Promise.reject(new Error("nothing failed")),
    (error: UnrecordedRequestError) => error,
  );

describe("which answer is given", () => {
  it("is found by the request, in any order and all at once", async () => {
    const file = await recorded(
      ({ messages }) => `re: ${messages[0]?.text}`,
      (model, config) => model.batch(["a", "b", "c"], config),
    );
    const model = replayModel(file);
    expect((await model.batch(["c", "a", "b", "a"])).map(({ text }) => text)).toEqual([
      "re: c",
      "re: a",
      "re: b",
      "re: a",
    ]);
  });

  it("is the next of those that were recorded, then the last one, or none if that is strict", async () => {
    const file = await recorded(["first", "second"], async (model, config) => {
      await model.invoke("again", config);
      await model.invoke("again", config);
    });
    const model = replayModel(file);
    expect((await model.batch(["again", "again", "again"])).map(({ text }) => text)).toEqual([
      "first",
      "second",
      "second",
    ]);
    const strict = replayModel(file, { strict: true });
    await strict.batch(["again", "again"]);
    await expect(strict.invoke("again")).rejects.toMatchObject({ code: "RECORDING_EXHAUSTED", line: 4 });
  });

  it("does not depend on ids, chunks, metadata, or how a text is wrapped", async () => {
    const call = { name: "add", args: { a: 1 } };
    const file = await recorded("3", (model, config) =>
      model.invoke(
        [
          new SystemMessage({ content: [{ type: "text", text: "Be nice" }] }),
          new HumanMessage({ content: "1 + 2?", id: "one" }),
          new AIMessage({ content: "", tool_calls: [{ ...call, id: "x" }], response_metadata: { at: 1 } }),
          new ToolMessage({ content: "3", tool_call_id: "x" }),
        ],
        { ...config, stop: ["END"], timeout: 1000 },
      ),
    );
    const again = [
      new SystemMessage("Be nice"),
      new HumanMessage({ content: "1 + 2?", id: "other" }),
      new AIMessage({ content: "", id: "m", tool_calls: [{ ...call, id: "y" }] }),
      new ToolMessage({ content: "3", tool_call_id: "y" }),
    ];
    expect((await replayModel(file).invoke(again, { stop: ["END"] })).text).toBe("3");
    const error = await rejection(replayModel(file).invoke(again, { stop: ["STOP"] }));
    expect(error.differences).toEqual([{ path: "options.stop[0]", expected: "END", actual: "STOP" }]);
  });

  it("may pass over what varies", async () => {
    const file = await recorded("noon", (model, config) =>
      model.invoke([new HumanMessage({ content: "It is 2026-01-01. Time?", name: "Ada" })], {
        ...config,
        user: "u1",
      } as never),
    );
    const ignore = [/\d{4}-\d\d-\d\d/, "options.user", "messages.*.name"];
    const ask = [new HumanMessage({ content: "It is 2027-05-06. Time?", name: "Bob" })];
    expect((await replayModel(file, { ignore }).invoke(ask, { user: "u2" })).text).toBe("noon");
    expect((await replayModel(file, { ignore: ["messages.0", "options"] }).invoke("?")).text).toBe("noon");
    await expect(replayModel(file).invoke(ask)).rejects.toMatchObject({ code: "UNRECORDED_REQUEST" });
  });

  it("is refused with the nearest request shown, by what differs", async () => {
    const file = await recorded("ok", (model, config) =>
      model.batch(
        [
          ["Be nice", "What is the capital of France?"],
          ["Be rude", "What is 1 + 1?"],
        ] as never,
        config,
      ),
    );
    const error = await rejection(replayModel(file).invoke(["Be rude", "What is 1 + 2?"]));
    expect(error.message).toContain(`    - recorded: "What is 1 + 1?"\n    + asked:    "What is 1 + 2?"`);
    expect(error.message).toMatch(/nearest of the 2 .* in line 2, differs in\n {2}messages\[1\]\.content\n/);
    expect(error).toMatchObject({ name: "UnrecordedRequestError", line: 2, file });
  });
});

describe("what is answered", () => {
  it("comes at the pace that is wanted", async () => {
    const file = await recorded({ text: "a b c", delayMs: 60 }, async (model, config) =>
      readAll(await model.stream("go", config)),
    );
    const took = async (timing: "recorded" | "none" | number): Promise<number> => {
      const from = performance.now();
      await readAll(await replayModel(file, { timing }).stream("go"));
      return performance.now() - from;
    };
    expect(await took("recorded")).toBeGreaterThan(150);
    expect(await took(2)).toBeGreaterThan(300);
    expect(await took("none")).toBeLessThan(150);
  });

  it("is streamed to an invoke if it was streamed, and comes as one chunk if it was not", async () => {
    const call = { name: "add", args: { a: 1 }, id: "c1" };
    const streamed = await recorded({ text: "a b" }, async (model, config) =>
      readAll(await model.stream("go", config)),
    );
    const whole = await recorded({ text: "a b", toolCalls: [call] }, (model, config) => model.invoke("go", config));
    const recording = recordingHandler();
    expect((await replayModel(streamed).invoke("go", { callbacks: [recording] })).text).toBe("a b");
    expect(recording.summary()).toEqual([
      "chat_model.start",
      "chat_model.delta",
      "chat_model.delta",
      "chat_model.end ok",
    ]);
    const chunks = await readAll(await replayModel(whole).stream("go"));
    expect(chunks.map(({ text, tool_calls }) => [text, tool_calls])).toEqual([
      ["a b", [{ ...call, type: "tool_call" }]],
    ]);
  });

  it("is an object of its own each time", async () => {
    const file = await recorded({ text: "a", responseMetadata: { n: 1 } }, (model, config) =>
      model.invoke("go", config),
    );
    const model = replayModel(file);
    const [first, second] = [await model.invoke("go"), await model.invoke("go")];
    first.content = "changed";
    first.response_metadata["n"] = 2;
    expect([second.text, second.response_metadata]).toEqual(["a", { n: 1 }]);
    expect((await model.invoke("go")).text).toBe("a");
  });

  it("is a megabyte if it was one", async () => {
    const text = "0123456789abcdef".repeat(65_536);
    const file = await recorded({ text: [text, text] }, async (model, config) =>
      readAll(await model.stream("go", config)),
    );
    expect((await replayModel(file).invoke("go")).text).toBe(text + text);
  });

  it("ends where its consumer left, and says so to one who stays", async () => {
    const file = await recorded({ text: "a b c" }, async (model, config) => {
      for await (const _ of await model.stream("go", config)) break;
    });
    const heard: string[] = [];
    const stay = async () => {
      for await (const { text } of await replayModel(file).stream("go")) heard.push(text);
    };
    await expect(stay()).rejects.toMatchObject({ code: "RECORDED_CALL_CUT", file });
    expect(heard).toEqual(["a"]);
  });

  it("stalls where it was aborted, until it is aborted again", async () => {
    const file = await recorded({ text: "a", stall: true }, (model, config) =>
      model
        .stream("go", { ...config, timeout: 20 })
        .then(readAll)
        .catch(() => undefined),
    );
    const controller = new AbortController();
    const stream = await replayModel(file).stream("go", { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 5);
    await expect(readAll(stream)).rejects.toThrow("enough");
  });

  it("is cut short by an abort while it waits", async () => {
    const file = await recorded({ text: "a b", delayMs: 40 }, async (model, config) =>
      readAll(await model.stream("go", config)),
    );
    const from = performance.now();
    const slow = replayModel(file, { timing: 1000 }).invoke("go", { timeout: 10 });
    await expect(slow).rejects.toMatchObject({ name: "TimeoutError" });
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe("a replayed model", () => {
  const add = tool(({ a }: { a: number }) => `${a}`, {
    name: "add",
    description: "Adds.",
    schema: { type: "object", properties: { a: { type: "number" } } },
  });

  it("is called as the one that was recorded, has tools and structured output", async () => {
    const schema = { type: "object", properties: { a: { type: "number" } } } as const;
    const program = async (model: BaseChatModel, { callbacks }: RecordingConfig) => {
      const bound = model.bindTools?.([add]) as unknown as BaseChatModel;
      const text = (await bound.invoke("1?", { callbacks })).text;
      return [text, await model.withStructuredOutput(schema).invoke("form", { callbacks })];
    };
    const [before, after] = [recordingHandler(), recordingHandler()];
    const script = ["one", { toolCalls: [{ name: "extract", args: { a: 1 } }] }];
    const file = await recorded(script, (model, { callbacks }) =>
      program(model, { callbacks: [...callbacks, before] }),
    );
    const model = replayModel(file);
    expect(await program(model, { callbacks: [after] })).toEqual(["one", { a: 1 }]);
    expect(normalizedEvents(after.events)).toEqual(normalizedEvents(before.events));
    expect([model.getName(), model.toJSON().id.at(-1)]).toEqual(["ScriptedChatModel", "ScriptedChatModel"]);
  });

  it("streams events", async () => {
    const file = await recorded("a b", (model, config) => model.invoke("go", config));
    const events = await readAll(replayModel(file).streamEvents("go", { version: "v2" }));
    expect(events.map(({ event }) => event)).toEqual([
      "on_chat_model_start",
      "on_chat_model_stream",
      "on_chat_model_end",
    ]);
  });

  it("is one of several in a file if it says which", async () => {
    const file = inFolder("several.jsonl");
    await record(
      async (config) => {
        await scriptedChatModel("fast", { name: "fast" }).invoke("go", config);
        await scriptedChatModel("slow", { name: "slow", tags: ["thinker"] }).invoke("go", config);
      },
      { file },
    );
    expect((await replayModel(file, { model: "fast" }).invoke("go")).text).toBe("fast");
    expect((await replayModel(file, { model: "thinker" }).invoke("go")).text).toBe("slow");
    expect((await replayModel(file, { model: ({ name }) => name === "slow" }).invoke("go")).text).toBe("slow");
    expect(() => replayModel(file)).toThrow(/calls of 2 models: "fast \(ScriptedChatModel\)", "slow/);
    expect(() => replayModel(file, { model: "other" })).toThrow(/None of them/);
  });
});
