import { run } from "@earshot/core/events";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { RunnableLambda, RunnableMap } from "@earshot/core/runnables";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordingHandler } from "../recording-handler.js";
import { scriptedChatModel } from "../scripted-model/scripted-chat-model.js";
import { normalizedTree } from "./normalized-tree.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Parts that go on side by side, each taking as long as it is told. */
async function heardWith(delays: readonly number[]) {
  const recording = recordingHandler();
  const part = (name: string, place: number) =>
    RunnableLambda.from(async (text: string, config) => {
      await pause(delays[place] ?? 0);
      await scriptedChatModel({ text: `${name} ${text}`, delayMs: delays[place + 1] ?? 0 }).invoke(text, config);
      return name;
    });
  const chain = RunnableMap.from({ one: part("one", 0), two: part("two", 1), three: part("three", 2) });
  await RunnableLambda.from(async (text: string, config) => {
    const first = await chain.invoke(text, config);
    await part("last", 3).invoke(text, config);
    await chain.batch([text, "other"], config);
    return first;
  }).invoke("in", { callbacks: [recording] });
  return recording.events;
}

describe("a normalised tree", () => {
  it("is the same whatever goes on side by side, and in which order", async () => {
    const expected = normalizedTree(await heardWith([0, 0, 0, 0, 0]));
    expect(expected[0]?.runs?.map(({ name }) => name)).toEqual([
      "RunnableMap",
      "RunnableLambda",
      "RunnableMap",
      "RunnableMap",
    ]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(6), { minLength: 5, maxLength: 5 }), async (delays) => {
        const events = await heardWith(delays);
        expect(normalizedTree(events)).toEqual(expected);
      }),
      propertyParametersOf(12),
    );
  });

  it("says all that was said, without times and ids", async () => {
    const recording = recordingHandler();
    const model = scriptedChatModel({ text: "a b", usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } });
    const chain = ChatPromptTemplate.fromTemplate("{x}?").pipe(model).pipe(new StringOutputParser());
    for await (const _ of await chain.stream({ x: "y" }, { callbacks: [recording], tags: ["t"] }));
    const [tree] = normalizedTree(recording.events);
    expect(tree).toMatchObject({
      run: "r1",
      name: "RunnableSequence",
      status: "ok",
      tags: ["t"],
      end: { outputs: "a b" },
    });
    expect(tree?.runs?.map(({ run: id, name }) => [id, name])).toEqual([
      ["r2", "ChatPromptTemplate"],
      ["r3", "ScriptedChatModel"],
      ["r4", "StrOutputParser"],
    ]);
    expect(tree?.runs?.[1]).toEqual({
      run: "r3",
      kind: "chat_model",
      name: "ScriptedChatModel",
      tags: ["seq:step:2", "t"],
      metadata: { ls_model_type: "chat", ls_provider: "ScriptedChatModel" },
      start: { messages: [{ $: "HumanMessage", content: "y?" }] },
      events: [
        { type: "chat_model.delta", parts: [{ type: "text", text: "a" }] },
        { type: "chat_model.delta", parts: [{ type: "text", text: " b" }] },
        {
          type: "chat_model.delta",
          parts: [{ type: "usage", usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } }],
        },
      ],
      status: "ok",
      end: {
        answer: expect.objectContaining({ $: "AIMessageChunk", content: "a b", id: "run-r3" }) as unknown,
        usage: expect.objectContaining({ source: "provider", total_tokens: 3 }) as unknown,
      },
    });
    expect(JSON.stringify(tree)).not.toMatch(/\d{13}|[0-9a-f]{8}-/);
  });

  it("is a text to read, with what went wrong", async () => {
    const recording = recordingHandler();
    const failing = scriptedChatModel({ text: ["One", " two"], error: { name: "BusyError", message: "busy\nmore" } });
    const find = {
      kind: "tool",
      name: "find",
      start: { args: { q: "x".repeat(80) }, input: "", toolCallId: undefined },
    } as const;
    const work = run(
      { kind: "chain", name: "work", start: { inputs: { a: 1 } } },
      async ({ config }) => {
        await run(find, () => "found", config);
        for await (const _ of await failing.stream("go", config));
      },
      { callbacks: [recording] },
    );
    await expect(work).rejects.toThrow("busy");
    const text = normalizedTree(recording.events, { form: "text" });
    expect(text).toBe(
      [
        'chain work: {"a":1} → error BusyError: busy',
        `├ tool find: {"q":"${"x".repeat(54)}… → "found"`,
        '└ chat_model ScriptedChatModel: human: "go" → error BusyError: busy',
        "  └ · 2 chunks",
      ].join("\n"),
    );
    const open = recording.events.filter(({ type }) => !type.endsWith(".end"));
    expect(normalizedTree(open, { form: "text" })).toContain("→ (open)");
    expect(normalizedTree([])).toEqual([]);
  });
});
