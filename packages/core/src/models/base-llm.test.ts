import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import type { CallbackManagerForLLMRun } from "../exports/callbacks/manager.js";
import { BaseLLM, LLM, type BaseLLMParams } from "../exports/language_models/llms.js";
import { AIMessage, HumanMessage } from "../exports/messages.js";
import { GenerationChunk, type LLMResult } from "../exports/outputs.js";
import { ChatPromptValue, StringPromptValue } from "../exports/prompt_values.js";
import { RunnableLambda } from "../exports/runnables.js";
import { createRedactor } from "../exports/redaction.js";
import { configure, defineHandler } from "../exports/events.js";

interface Script extends BaseLLMParams {
  readonly fails?: boolean;
  readonly hangs?: boolean;
}

/** Answers every prompt with "re " and itself, and counts how it was asked. */
class Scripted extends BaseLLM {
  readonly asked: { readonly prompts: string[]; readonly options: object; readonly manager: unknown }[] = [];
  readonly script: Script;

  constructor(script: Script = {}) {
    super(script);
    this.script = script;
  }

  _llmType(): string {
    return "scripted";
  }

  override invocationParams(): Record<string, unknown> {
    return { model: "scripted-1" };
  }

  async _generate(
    prompts: string[],
    options: this["ParsedCallOptions"],
    manager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    this.asked.push({ prompts, options, manager });
    if (this.script.fails) throw new Error("scripted failure");
    if (this.script.hangs) await new Promise((_, reject) => options.signal.addEventListener("abort", reject));
    return {
      generations: prompts.map((prompt) => [{ text: `re ${prompt}` }]),
      llmOutput: { tokenUsage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 } },
    };
  }
}

class Streaming extends Scripted {
  open = 0;

  override async *_streamResponseChunks(
    prompt: string,
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<GenerationChunk> {
    this.open++;
    try {
      for (const text of ["one ", "two ", prompt]) {
        if (this.script.hangs && text === prompt)
          await new Promise((_, reject) =>
            options.signal.addEventListener("abort", () => reject(options.signal.reason as Error)),
          );
        yield new GenerationChunk({ text, ...(text === prompt && { generationInfo: { finish_reason: "stop" } }) });
      }
    } finally {
      this.open--;
    }
  }
}

const read = async <T>(stream: Promise<AsyncIterable<T>>): Promise<T[]> => {
  const pieces: T[] = [];
  for await (const piece of await stream) pieces.push(piece);
  return pieces;
};

describe("a text model", () => {
  it.each([
    ["a text", "hi", "hi"],
    ["messages", [new AIMessage("yo"), new HumanMessage("hi")], "AI: yo\nHuman: hi"],
    ["pairs", [["human", "hi"]], "Human: hi"],
    ["a prompt's value", new StringPromptValue("hi"), "hi"],
    ["a chat prompt's value", new ChatPromptValue([new HumanMessage("hi")]), "Human: hi"],
  ])("is asked with %s", async (_, input, prompt) => {
    const model = new Scripted();
    expect(await model.invoke(input as never)).toBe(`re ${prompt}`);
    expect(model.asked.map(({ prompts }) => prompts)).toEqual([[prompt]]);
  });

  it("is not asked with anything else, and its run ends with what is wrong", async () => {
    const recording = recordingHandler();
    await expect(new Scripted().invoke(7 as never, { callbacks: [recording] })).rejects.toMatchObject({
      code: "MESSAGE_COERCION",
    });
    assertWellFormed(recording.events);
  });

  it("is heard: the prompt, the parameters, the result and what it cost", async () => {
    const recording = recordingHandler();
    await new Scripted({ tags: ["own"] }).invoke("hi", { callbacks: [recording], stop: ["x"], metadata: { a: 1 } });
    expect(recording.summary()).toEqual(["llm.start", "llm.end ok"]);
    expect(recording.ofType("llm.start")[0]).toMatchObject({
      prompt: "hi",
      invocationParams: { model: "scripted-1" },
      options: { stop: ["x"] },
      tags: ["own"],
      metadata: { a: 1 },
      kind: "llm",
    });
    expect(recording.ofType("llm.end")[0]).toMatchObject({
      result: { generations: [[{ text: "re hi" }]] },
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3, source: "provider" },
    });
  });

  it("gives its provider the call's own options and a signal, and a manager if somebody listens", async () => {
    const model = new Scripted();
    await model.invoke("hi", { stop: ["x"], tags: ["t"] });
    await model.invoke("hi", { callbacks: [recordingHandler()] });
    expect(model.asked[0]?.options).toMatchObject({ stop: ["x"], signal: expect.any(AbortSignal) as AbortSignal });
    expect(model.asked[0]?.options).not.toHaveProperty("tags");
    expect(model.asked.map(({ manager }) => manager === undefined)).toEqual([true, false]);
  });

  it("takes its place in a sequence, whole and streamed", async () => {
    const chain = RunnableLambda.from((text: string) => text)
      .pipe(new Streaming())
      .pipe((text: string) => text.length);
    const recording = recordingHandler();
    expect(await chain.invoke("hi", { callbacks: [recording] })).toBe(5);
    expect(await read(chain.stream("hi", { callbacks: [recording] }))).toEqual([10]);
    assertWellFormed(recording.events);
  });

  it("that implements `_call` alone answers each prompt", async () => {
    class Shout extends LLM {
      _llmType(): string {
        return "shout";
      }
      async _call(prompt: string): Promise<string> {
        return prompt.toUpperCase();
      }
    }
    expect(await new Shout().batch(["a", "b"])).toEqual(["A", "B"]);
    expect((await new Shout().generate(["a", "b"])).generations).toEqual([[{ text: "A" }], [{ text: "B" }]]);
  });
});

describe("several prompts", () => {
  it("are asked for at once, each in a run of its own; what the call cost is told with the first", async () => {
    const model = new Scripted();
    const recording = recordingHandler();
    const { generations, llmOutput } = await model.generate(["a", "b"], { callbacks: [recording] });
    expect(generations).toEqual([[{ text: "re a" }], [{ text: "re b" }]]);
    expect(llmOutput).toEqual({ tokenUsage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 } });
    expect(model.asked.map(({ prompts }) => prompts)).toEqual([["a", "b"]]);
    expect(recording.ofType("llm.start").map(({ prompt, batchSize }) => [prompt, batchSize])).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
    expect(recording.ofType("llm.end").map(({ usage }) => usage.source)).toEqual(["provider", "unavailable"]);
    assertWellFormed(recording.events);
  });

  it("that a guard refused are not sent", async () => {
    const model = new Scripted();
    const guard = defineHandler({
      name: "guard",
      policy: "guard",
      on: {
        "llm.start": ({ prompt }) => {
          if (prompt === "b") throw new Error("not b");
        },
      },
    });
    const recording = recordingHandler();
    await expect(model.generate(["a", "b", "c"], { callbacks: [guard, recording] })).rejects.toMatchObject({
      code: "HANDLER_ABORT",
    });
    expect(model.asked.map(({ prompts }) => prompts)).toEqual([["a", "c"]]);
    assertWellFormed(recording.events);
  });

  it("fail together", async () => {
    const recording = recordingHandler();
    await expect(new Scripted({ fails: true }).generate(["a", "b"], { callbacks: [recording] })).rejects.toThrow(
      "scripted failure",
    );
    expect(recording.summary().filter((line) => line.includes("end"))).toEqual(["llm.end error", "llm.end error"]);
  });

  it("of none are an empty answer", async () => {
    expect(await new Scripted().generate([])).toEqual({ generations: [], llmOutput: undefined });
  });

  it("of prompts' values are their texts", async () => {
    const { generations } = await new Scripted().generatePrompt([new StringPromptValue("a")]);
    expect(generations).toEqual([[{ text: "re a" }]]);
  });
});

describe("a text model's stream", () => {
  it("gives the texts, each heard before the consumer sees it", async () => {
    const recording = recordingHandler();
    const seen: [text: string, heard: string | undefined][] = [];
    for await (const text of await new Streaming().stream("hi", { callbacks: [recording] })) {
      const heard = recording.ofType("llm.delta");
      seen.push([text, heard.at(-1)?.text]);
    }
    expect(seen.map(([text]) => text)).toEqual(["one ", "two ", "hi"]);
    expect(seen.every(([text, heard]) => text === heard)).toBe(true);
    expect(recording.ofType("llm.delta").map(({ index, parts }) => [index, parts])).toEqual([
      [0, [{ type: "text", text: "one " }]],
      [1, [{ type: "text", text: "two " }]],
      [2, [{ type: "text", text: "hi" }]],
    ]);
    const [end] = recording.ofType("llm.end");
    expect(end).toMatchObject({
      status: "ok",
      result: { generations: [[{ text: "one two hi", generationInfo: { finish_reason: "stop" } }]] },
      firstTokenAt: expect.any(Number) as number,
    });
    assertWellFormed(recording.events);
  });

  it("of a model that can't stream is the whole text, in one run", async () => {
    const recording = recordingHandler();
    expect(await read(new Scripted().stream("hi", { callbacks: [recording] }))).toEqual(["re hi"]);
    expect(recording.summary()).toEqual(["llm.start", "llm.end ok"]);
  });

  it("left early ends its run as cancelled with what there was, and closes the provider's", async () => {
    const model = new Streaming();
    const recording = recordingHandler();
    for await (const _ of await model.stream("hi", { callbacks: [recording] })) break;
    expect(recording.ofType("llm.end")[0]).toMatchObject({
      status: "cancelled",
      result: { generations: [[{ text: "one " }]] },
    });
    expect(model.open).toBe(0);
  });

  it("is ended by an abort and by a timeout, the provider told", async () => {
    const recording = recordingHandler();
    const model = new Streaming({ hangs: true });
    const stream = read(model.stream("hi", { callbacks: [recording], timeout: 20 }));
    await expect(stream).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(
      new Scripted({ hangs: true }).invoke("hi", { callbacks: [recording], signal: AbortSignal.timeout(5) }),
    ).rejects.toMatchObject({ name: "TimeoutError" });
    expect(recording.summary().filter((line) => line.includes("end"))).toEqual([
      "llm.end cancelled",
      "llm.end cancelled",
    ]);
  });

  it("is what an invoke goes through for a handler that wants to hear tokens", async () => {
    const tokens: string[] = [];
    const handler = { lc_prefer_streaming: true, handleLLMNewToken: (token: string) => void tokens.push(token) };
    expect(await new Streaming().invoke("hi", { callbacks: [handler] })).toBe("one two hi");
    expect(tokens).toEqual(["one ", "two ", "hi"]);
  });

  it("is redacted for handlers, and not for its consumer", async () => {
    const hide = (text: string): string => text.replaceAll("two hi", "***");
    let held = "";
    const redactor = createRedactor({
      redact: (value) => (typeof value === "string" ? hide(value) : value),
      startText: () => ({ push: (text) => ((held += text), ""), flush: () => hide(held) }),
    });
    const recording = recordingHandler();
    const restore = configure({ redactor });
    try {
      expect(await read(new Streaming().stream("hi", { callbacks: [recording] }))).toEqual(["one ", "two ", "hi"]);
    } finally {
      restore();
    }
    const heard = recording.ofType("llm.delta").map(({ text }) => text);
    expect(heard.join("")).toBe("one ***");
    expect(recording.ofType("llm.start")[0]).toMatchObject({ prompt: "hi", batchSize: 1 });
  });
});
