// What there is room for: narrow terminals, wide characters, runs of equal names, streams whose reader left.
import { PassThrough } from "node:stream";
import { run, runStream } from "@earshot/core/events";
import { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { AIMessage, AIMessageChunk } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { textWidth } from "../rendering/text-width.js";
import { consoleHandler, type ConsoleHandlerOptions } from "./console-handler.js";

function terminal(columns: number, options: Partial<ConsoleHandlerOptions> = {}) {
  let written = "";
  const stream = { write: (text: string) => void (written += text), isTTY: true, columns };
  return {
    callbacks: [consoleHandler({ stream, color: false, ...options })],
    lines: () => written.trimEnd().split("\n"),
  };
}

const model = (name: string) =>
  ({ kind: "chat_model", name, start: { messages: [], invocationParams: {}, options: {} } }) as const;
const chain = (name: string, inputs: unknown) => ({ kind: "chain", name, start: { inputs } }) as const;
const result = { generations: [[{ text: "ok", message: new AIMessage("ok") }]] };
const usage = {
  source: "provider",
  input_tokens: 1600,
  output_tokens: 1700,
  total_tokens: 3300,
  input_token_details: { cache_read: 500, cache_creation: 30 },
} as const;

async function speak(name: string, words: readonly string[], config: object): Promise<void> {
  const stream = runStream(
    { ...model(name), combine: () => result },
    async function* (handle) {
      handle.usage = usage;
      yield* words;
    },
    config,
  );
  while ((await stream.next()).done !== true);
}

class Thinker extends BaseChatModel {
  _llmType(): string {
    return "thinker";
  }

  _generate(): Promise<never> {
    return Promise.reject(new Error("streams only"));
  }

  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    for (const thinking of ["First\nthis, ", "then that."]) {
      const content = [{ type: "thinking", thinking, index: 0 }];
      yield new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content }) });
    }
    const content = [{ type: "text", text: "The answer.", index: 1 }];
    yield new ChatGenerationChunk({ text: "The answer.", message: new AIMessageChunk({ content }) });
  }
}

async function think(config: object): Promise<void> {
  for await (const _ of await new Thinker({}).stream("Hi", config)) void _;
}

// How long something takes decides how much room there is.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

describe("runs of equal names", () => {
  it("are numbered while they run side by side, and numbers are used again", async () => {
    const { callbacks, lines } = terminal(80);
    const doors: (() => void)[] = [];
    const wait = () => run(chain("work", 1), () => new Promise<void>((resolve) => doors.push(resolve)), { callbacks });
    const [first, second] = [wait(), wait()];
    doors[0]?.();
    await first;
    const third = wait();
    doors.splice(1).forEach((open) => open());
    await Promise.all([second, third]);
    await run(chain("work", 1), () => 1, { callbacks });
    expect(lines()).toEqual([
      "╭ work chain",
      "┊ ╭ work #2 chain",
      "╰ ┊ ✓ work  0ms",
      "╭ ┊ work chain",
      "┊ ╰ ✓ work #2  0ms",
      "╰ ✓ work  0ms",
      "╭ work chain",
      "╰ ✓ work  0ms",
    ]);
  });

  it("keep their number where the name is cut", async () => {
    const { callbacks, lines } = terminal(40);
    const name = "a very long name that no line has room for";
    await run(chain(name, 1), ({ config }) => run(model(name), () => result, config), { callbacks });
    expect(lines()).toMatchInlineSnapshot(`
      [
        "╭ a very long name that no line h… chain",
        "│ ╭ a very long name that no l… #2 model",
        "│ │ ok",
        "│ ╰ ✓ a very long name that no … #2  0ms",
        "╰ ✓ a very long name that no line …  0ms",
      ]
    `);
  });
});

describe("a narrow terminal", () => {
  it("cuts what says least, never the token count", async () => {
    const { callbacks, lines } = terminal(60);
    const call = { name: "add", args: { numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, id: "1", type: "tool_call" } as const;
    const message = new AIMessage({ content: "", tool_calls: [call] });
    await run(
      chain("assistant", 1),
      async ({ config }) => {
        await speak("ChatAnthropic", ["Hello"], config);
        await run(
          model("ChatAnthropic"),
          (handle) => {
            handle.usage = usage;
            return { generations: [[{ text: "", message }]] };
          },
          config,
        );
      },
      { callbacks },
    );
    expect(lines()).toMatchInlineSnapshot(`
      [
        "╭ assistant chain",
        "│ ╭ ChatAnthropic model",
        "│ │ Hello",
        "│ ╰ ✓ ChatAnthropic  0ms · 1600 → 1700 tokens",
        "│ ╭ ChatAnthropic model",
        "│ ╰ ✓ ChatAnthropic  0ms · 1600 → 1700 tokens · calls add {…",
        "╰ ✓ assistant  0ms · 3200 → 3400 tokens in all",
      ]
    `);
    for (const line of lines()) expect(textWidth(line)).toBeLessThanOrEqual(60);
  });

  it("shows inputs and outputs whole when verbose, on lines of their own", async () => {
    const { callbacks, lines } = terminal(30, { verbosity: "verbose" });
    const inputs = { question: "What is the answer to all of it?" };
    await run(chain("short", inputs), ({ config }) => run(chain("inner", "x"), () => "y", config), { callbacks });
    await run(chain("answer", 1), () => "forty-two, as far as anybody knows", { callbacks });
    expect(lines()).toMatchInlineSnapshot(`
      [
        "╭ short chain",
        "│   {"question":"What is the",
        "│   answer to all of it?"}",
        "│ ╭ inner chain  "x"",
        "│ ╰ ✓ inner  0ms · → "y"",
        "╰ ✓ short  0ms · → "y"",
        "╭ answer chain  1",
        "│   → "forty-two, as far as",
        "│   anybody knows"",
        "╰ ✓ answer  0ms",
      ]
    `);
    for (const line of lines()) expect(textWidth(line)).toBeLessThanOrEqual(30);
  });

  it("counts wide characters twice, in text that streams and in what is cut", async () => {
    const { callbacks, lines } = terminal(36);
    await speak("模型", ["東京の天気は", "晴れです。明日も晴れでしょう。", " 👩‍👩‍👧‍👦👍🏽 ok"], { callbacks });
    await run(
      chain("c", 1),
      ({ config }) =>
        run(
          { kind: "tool", name: "検索", start: { args: "天気".repeat(30), input: "", toolCallId: "1" } },
          () => 1,
          config,
        ),
      { callbacks },
    );
    expect(lines()).toMatchInlineSnapshot(`
      [
        "╭ 模型 model",
        "│ 東京の天気は",
        "│ 晴れです。明日も晴れでしょう。",
        "│ 👩‍👩‍👧‍👦👍🏽 ok",
        "╰ ✓ 模型  0ms · 1600 → 1700 tokens",
        "╭ c chain",
        "│ ╭ 検索 tool  "天気天気天気天気天…",
        "│ ╰ ✓ 検索  0ms · → 1",
        "╰ ✓ c  0ms",
      ]
    `);
    for (const line of lines()) expect(textWidth(line), line).toBeLessThanOrEqual(36);
  });
});

describe("thinking", () => {
  it("is told from the answer by a word where there is no colour", async () => {
    const { callbacks, lines } = terminal(80);
    await think({ callbacks });
    expect(lines().slice(1, -1)).toEqual(["│ thinking: First", "│ thinking: this, then that.", "│ The answer."]);
  });

  it("is dim where there is", async () => {
    const { callbacks, lines } = terminal(80, { color: true });
    await think({ callbacks });
    expect(lines().join("\n")).toContain("\u001B[2mthen that.\u001B[22m");
    expect(lines().join("\n")).not.toContain("thinking");
  });
});

describe("a stream whose reader left", () => {
  it("is written to no more, and ends nothing", async () => {
    let attempts = 0;
    const stream = new PassThrough();
    stream._transform = (_chunk, _encoding, done) => {
      attempts += 1;
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    };
    const callbacks = [consoleHandler({ stream })];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await run(chain("c", 1), () => turn, { callbacks })).toBe(turn);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(attempts).toBe(1);
  });
});
