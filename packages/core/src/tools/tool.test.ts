import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ToolMessage } from "../exports/messages/tool.js";
import { tool } from "../exports/tools.js";
import { add, callOf, schema } from "../../tests/support/add-tool.js";

function record() {
  const recording = recordingHandler();
  return { recording, config: { callbacks: [recording] } };
}

describe("a tool's start", () => {
  it("says the arguments as they came and as the schema makes them, and whose call it answers", async () => {
    const { recording, config } = record();
    await add.invoke(callOf({ a: 1 }), config);
    expect(recording.ofType("tool.start")).toEqual([
      expect.objectContaining({
        kind: "tool",
        name: "add",
        args: { a: 1, b: 2 },
        input: '{"a":1}',
        toolCallId: "call_1",
      }),
    ]);
  });

  it("waits for a schema that takes its time", async () => {
    const { recording, config } = record();
    const slow = schema.refine(async ({ a }) => a !== 3, { path: ["a"], message: "not three" });
    const slowAdd = tool(({ a, b }) => a + b, { name: "add", schema: slow });
    expect(await slowAdd.invoke({ a: 1 }, config)).toBe(3);
    await expect(slowAdd.invoke({ a: 3 }, config)).rejects.toMatchObject({
      issues: [{ path: "a", message: "not three" }],
    });
    expect(recording.summary()).toEqual(["tool.start", "tool.end ok", "tool.start", "tool.end error"]);
    assertWellFormed(recording.events);
  });
});

describe("input that doesn't fit", () => {
  it("is heard, and told with its path", async () => {
    const { recording, config } = record();
    await expect(add.invoke(callOf({ a: "x" }), config)).rejects.toMatchObject({
      name: "ToolInputParsingException",
      code: "TOOL_INPUT",
      toolName: "add",
      issues: [{ path: "a" }],
      input: { a: "x" },
      output: '{"a":"x"}',
      message: expect.not.stringContaining("Details") as string,
    });
    expect(recording.ofType("tool.start")[0]).toMatchObject({ args: { a: "x" }, toolCallId: "call_1" });
    expect(recording.summary()).toEqual(["tool.start", "tool.end error"]);
  });

  it("is shown too where the tool says so", async () => {
    const verbose = tool(() => 1, { name: "t", schema, verboseParsingErrors: true });
    await expect(verbose.invoke({} as never)).rejects.toThrow(/a: .*\nDetails: the input was \{\}/s);
  });

  it("is told by a JSON Schema's paths", async () => {
    const json = { type: "object", properties: { list: { type: "array", items: { type: "string" } } } };
    const made = tool(() => 1, { name: "t", schema: json });
    await expect(made.invoke({ list: ["a", 1] })).rejects.toMatchObject({ issues: [{ path: "list.1" }] });
  });

  it("is told where the schema itself throws", async () => {
    const throwing = z.object({}).transform(() => {
      throw new TypeError("no such place");
    });
    await expect(tool(() => 1, { name: "t", schema: throwing }).invoke({})).rejects.toMatchObject({
      issues: [{ path: "", message: "no such place" }],
      cause: expect.any(TypeError) as TypeError,
    });
  });

  it("stays what it is where it can't be written as JSON", async () => {
    const circular: Record<string, unknown> = { a: "x" };
    circular.itself = circular;
    await expect(add.invoke(circular as never)).rejects.toMatchObject({ input: circular, output: undefined });
  });
});

describe("what a tool answers", () => {
  it("is the output for arguments, a message for a call, the output for a call without an id", async () => {
    expect(await add.invoke({ a: 1 })).toBe(3);
    const message = await add.invoke(callOf({ a: 1 }));
    expect(message).toBeInstanceOf(ToolMessage);
    expect(message).toMatchObject({ content: "3", tool_call_id: "call_1", name: "add", status: "success" });
    expect(await add.invoke({ ...callOf({ a: 1 }), id: undefined })).toBe(3);
  });

  it("is told to handlers as its caller gets it", async () => {
    const { recording, config } = record();
    const message = await add.invoke(callOf({ a: 1 }), config);
    expect(recording.ofType("tool.end")[0]?.output).toBe(message);
  });

  it("has its artifact beside the content", async () => {
    const pair = tool(() => ["short", { long: true }], {
      name: "pair",
      schema: z.object({}),
      responseFormat: "content_and_artifact",
    });
    expect(await pair.invoke(callOf({}))).toMatchObject({ content: "short", artifact: { long: true } });
    expect(await pair.invoke({})).toBe("short");
  });

  it("must be a pair where it is said to be", async () => {
    const { recording, config } = record();
    const wrong = tool(() => [1, 2, 3], { name: "w", schema: z.object({}), responseFormat: "content_and_artifact" });
    await expect(wrong.invoke({}, config)).rejects.toMatchObject({
      code: "TOOL_OUTPUT_FORMAT",
      message: expect.stringContaining("a list of 3") as string,
    });
    expect(recording.summary()).toEqual(["tool.start", "tool.end error"]);
  });

  it("is written somehow, whatever it is", async () => {
    const answer = async (output: unknown) =>
      (await tool(() => output, { name: "t", schema: z.object({}) }).invoke(callOf({}))) as ToolMessage;
    const circular: Record<string, unknown> = {};
    circular.itself = circular;
    expect((await answer({ x: 1 })).content).toBe('{"x":1}');
    expect((await answer(undefined)).content).toBe("");
    expect((await answer(circular)).content).toBe("[object Object]");
    expect((await answer([{ type: "text", text: "hi" }])).content).toEqual([{ type: "text", text: "hi" }]);
    const own = new ToolMessage({ content: "own", tool_call_id: "call_2" });
    expect(await answer(own)).toBe(own);
  });
});

describe("a tool's generator", () => {
  const made = (closed = vi.fn<() => void>()) =>
    tool(
      async function* ({ a }) {
        try {
          yield { step: a };
          yield "half";
          return "done";
        } finally {
          closed();
        }
      },
      { name: "steps", schema },
    );

  it("is heard as it comes, and answers what it returns", async () => {
    const { recording, config } = record();
    expect(await made().invoke({ a: 1 }, config)).toBe("done");
    expect(recording.ofType("tool.delta").map(({ chunk, index }) => [index, chunk])).toEqual([
      [0, { step: 1 }],
      [1, "half"],
    ]);
    assertWellFormed(recording.events);
  });

  it("is run to its end where nobody listens", async () => {
    const closed = vi.fn<() => void>();
    expect(await made(closed).invoke({ a: 1 })).toBe("done");
    expect(closed).toHaveBeenCalledOnce();
  });

  it("is closed when a guard objects to what it says", async () => {
    const { recording, config } = record();
    const closed = vi.fn<() => void>();
    const guard = {
      raiseError: true,
      handleToolEvent() {
        throw new Error("enough");
      },
    };
    await expect(made(closed).invoke({ a: 1 }, { callbacks: [...config.callbacks, guard] })).rejects.toThrow("enough");
    expect(closed).toHaveBeenCalledOnce();
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end error"]);
  });

  it("is closed when the run is aborted", async () => {
    const { recording, config } = record();
    const closed = vi.fn<() => void>();
    const controller = new AbortController();
    const abort = { handleToolEvent: () => controller.abort() };
    const config2 = { callbacks: [...config.callbacks, abort], signal: controller.signal };
    await expect(made(closed).invoke({ a: 1 }, config2)).rejects.toMatchObject({ name: "AbortError" });
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
    assertWellFormed(recording.events);
  });

  it("may be what an asynchronous function returns", async () => {
    async function* steps() {
      yield 1;
      return "done";
    }
    const { recording, config } = record();
    const late = tool(async () => steps(), { name: "late", schema: z.object({}) });
    expect(await late.invoke({}, config)).toBe("done");
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end ok"]);
  });
});
