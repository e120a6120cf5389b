import { describe, expect, it } from "vitest";
import { run, runStream } from "@earshot/core/events";
import { AIMessage } from "@earshot/core/messages";
import { failOnHandlerErrors } from "../../tests/support/fail-on-handler-errors.js";
import { consoleHandler, type ConsoleHandlerOptions } from "./console-handler.js";

failOnHandlerErrors();

/** Everything written, with times made equal. */
function screen(options: Partial<ConsoleHandlerOptions> & { readonly columns?: number } = {}) {
  const { columns, ...rest } = options;
  let written = "";
  const stream = { write: (text: string) => void (written += text), isTTY: columns !== undefined, columns };
  return {
    callbacks: [consoleHandler({ stream, color: false, ...rest })],
    text: () => `\n${written.replaceAll(/\d+ms/g, "0ms")}`,
  };
}

const chain = (name: string, runType?: string) =>
  ({ kind: "chain", name, runType, start: { inputs: { q: 1 } } }) as const;
const model = (name: string) =>
  ({ kind: "chat_model", name, start: { messages: [], invocationParams: { model: "m-1" }, options: {} } }) as const;
const answer = (text: string) => ({ generations: [[{ text, message: new AIMessage(text) }]] });
const tool = { kind: "tool", name: "search", start: { args: { q: "sea" }, input: "{}", toolCallId: "1" } } as const;

/** Streams words, each when it is asked for; a promise among them is waited for. */
async function speak(name: string, words: readonly (string | Promise<unknown>)[], config: object): Promise<void> {
  const stream = runStream(
    { ...model(name), combine: (chunks: readonly string[]) => answer(chunks.join("")) },
    async function* (handle) {
      handle.usage = {
        source: "provider",
        input_tokens: 2,
        output_tokens: words.length,
        total_tokens: 2 + words.length,
      };
      for (const word of words) {
        if (typeof word === "string") yield word;
        else await word;
      }
    },
    config,
  );
  while ((await stream.next()).done !== true);
}

describe("consoleHandler", () => {
  it("draws a tree with text, tool calls, notes and totals", async () => {
    const { callbacks, text } = screen();
    await run(
      chain("assistant"),
      async ({ config }) => {
        await run(chain("Prompt", "prompt"), () => "x", config);
        await speak("writer", ["Hello ", "there.\nSecond", " line."], config);
        await run(
          tool,
          (handle) => {
            handle.retry({ attempt: 1, error: new Error("busy"), delayMs: 20 });
            handle.custom("progress", { percent: 50 });
            return { found: 1 };
          },
          config,
        );
        await speak("critic", ["Fine."], config);
      },
      { callbacks },
    );
    expect(text()).toMatchInlineSnapshot(`
      "
      ╭ assistant chain
      ├ ✓ Prompt  0ms
      │ ╭ writer model  m-1
      │ │ Hello there.
      │ │ Second line.
      │ ╰ ✓ writer  0ms · first token 0ms · 2 → 3 tokens
      │ ╭ search tool  {"q":"sea"}
      │ ├ ↻ attempt 1 failed, again in 0ms: Error: busy
      │ ├ ◆ progress {"percent":50}
      │ ╰ ✓ search  0ms · → {"found":1}
      │ ╭ critic model  m-1
      │ │ Fine.
      │ ╰ ✓ critic  0ms · first token 0ms · 2 → 1 tokens
      ╰ ✓ assistant  0ms · 4 → 4 tokens in all
      "
    `);
  });

  it("tells an error with its causes where it happened, and the runs above only that they failed", async () => {
    const { callbacks, text } = screen();
    const failure = new Error("could not save", { cause: new TypeError("socket closed") });
    await run(chain("outer"), ({ config }) => run(tool, () => Promise.reject(failure), config), { callbacks }).catch(
      () => undefined,
    );
    expect(text()).toMatchInlineSnapshot(`
      "
      ╭ outer chain
      │ ╭ search tool  {"q":"sea"}
      │ ├ Error: could not save
      │ │   caused by TypeError: socket closed
      │ ╰ ✗ search failed  0ms
      ╰ ✗ outer failed  0ms
      "
    `);
  });

  it("tells cancelled runs from failed ones", async () => {
    const { callbacks, text } = screen();
    const controller = new AbortController();
    const work = run(chain("outer"), ({ config }) => run(tool, () => new Promise(() => undefined), config), {
      callbacks,
      signal: controller.signal,
    });
    controller.abort(new Error("user left"));
    await work.catch(() => undefined);
    const stream = runStream(
      model("left early"),
      async function* () {
        yield "a";
        yield "b";
      },
      { callbacks },
    );
    await stream.next();
    await stream.return();
    expect(text()).toMatchInlineSnapshot(`
      "
      ╭ outer chain
      │ ╭ search tool  {"q":"sea"}
      │ ╰ ⊘ search cancelled  0ms · Error: user left
      ╰ ⊘ outer cancelled  0ms
      ╭ left early model  m-1
      │ a
      ╰ ⊘ left early cancelled  0ms · first token 0ms · its consumer left early
      "
    `);
  });

  it("keeps the words of runs apart that stream side by side", async () => {
    const { callbacks, text } = screen();
    const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([
      run(chain("first"), ({ config }) => speak("left", ["one ", turn(), "two\n", "three ", turn(), "four"], config), {
        callbacks,
      }),
      run(
        chain("second"),
        ({ config }) => speak("right", ["uno ", turn(), "due\n", "tre ", turn(), "quattro"], config),
        { callbacks },
      ),
    ]);
    const lines = text().trim().split("\n");
    const words = (name: string) =>
      lines
        .filter((line) => line.includes(`${name}: `))
        .map((line) => line.split(": ")[1])
        .join("\n");
    for (const line of lines)
      expect(/one|two|three|four/.test(line) && /uno|due|tre|quattro/.test(line), line).toBe(false);
    expect(words("left").replaceAll(/\s+/g, " ")).toContain("one two three");
    expect(lines.filter((line) => line.includes("✓"))).toHaveLength(4);
  });

  it("breaks text into lines of the terminal's width, each within its tree", async () => {
    const { callbacks, text } = screen({ columns: 30 });
    await speak("m", ["The quick brown fox jumps over ", "the lazy dog ", "x".repeat(70)], { callbacks });
    const lines = text().trim().split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(32);
    expect(lines.slice(1, -1)).toMatchInlineSnapshot(`
      [
        "│ The quick brown fox jumps",
        "│ over the lazy dog ",
        "│ xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "│ xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "│ xxxxxxxxxxxxxx",
      ]
    `);
  });

  it("never lets a control character through, wherever it comes from", async () => {
    const { callbacks, text } = screen({ verbosity: "verbose" });
    const evil = "\u001B]0;owned\u0007\r\u009B2J";
    const options = { ...chain(`name${evil}`), start: { inputs: evil } };
    await run(
      options,
      async (handle) => {
        handle.custom(`event${evil}`, { [evil]: evil });
        handle.text(evil);
        handle.retry({ attempt: 1, error: new Error(evil) });
        await speak(`model${evil}`, [evil, "\u001B", "[2J"], handle.config);
        await run({ ...tool, start: { ...tool.start, args: evil } }, () => evil, handle.config);
        throw new Error(evil, { cause: evil });
      },
      { callbacks },
    ).catch(() => undefined);
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text().match(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/gu)).toBeNull();
    expect(text()).toContain("␛]0;owned␇");
  });

  it("says one line for each root run when quiet, and its error", async () => {
    const { callbacks, text } = screen({ verbosity: "quiet" });
    await run(chain("fine"), ({ config }) => speak("m", ["hi"], config), { callbacks });
    await run(chain("broken"), ({ config }) => run(tool, () => Promise.reject(new Error("no")), config), {
      callbacks,
    }).catch(() => undefined);
    expect(text()).toMatchInlineSnapshot(`
      "
      ✓ fine  0ms
      ✗ broken failed  0ms
        Error: no
      "
    `);
  });

  it("shows inputs, outputs and the last message when verbose, and no text without showTokens", async () => {
    const { callbacks, text } = screen({ verbosity: "verbose", showTokens: false });
    await run(chain("Parser", "parser"), ({ config }) => speak("m", ["hidden"], config).then(() => "out"), {
      callbacks,
    });
    expect(text()).toMatchInlineSnapshot(`
      "
      ╭ Parser parser  {"q":1}
      │ ╭ m model  m-1
      │ ╰ ✓ m  0ms · first token 0ms · 2 → 1 tokens
      ╰ ✓ Parser  0ms · → "out"
      "
    `);
  });

  it("writes the answer of a model that did not stream, and its tool calls", async () => {
    const { callbacks, text } = screen();
    const message = new AIMessage({
      content: "let me see",
      tool_calls: [{ name: "add", args: { a: 1 }, id: "1", type: "tool_call" }],
    });
    await run(model("m-1"), () => ({ generations: [[{ text: "let me see", message } as never]] }), { callbacks });
    expect(text()).toMatchInlineSnapshot(`
      "
      ╭ m-1 model
      │ let me see
      ╰ ✓ m-1  0ms · calls add {"a":1}
      "
    `);
  });

  it("colours by option", async () => {
    const { callbacks, text } = screen({ color: true });
    await run(chain("c"), () => 1, { callbacks });
    expect(text()).toContain("\u001B[32m✓\u001B[39m \u001B[1mc\u001B[22m");
  });

  it("names what is missing where there is no standard output", () => {
    const { process } = globalThis;
    Reflect.set(globalThis, "process", undefined);
    try {
      expect(() => consoleHandler()).toThrow(expect.objectContaining({ code: "NO_OUTPUT_STREAM" }));
    } finally {
      Reflect.set(globalThis, "process", process);
    }
  });
});
