// What is shown, and how: modes, filters, signs; and streams that break.
import { configure, run } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EmulatedTerminal } from "../../tests/support/emulated-terminal.js";
import { chain, createGate, runOfEverything, speak, tool } from "../../tests/support/scripted-runs.js";
import type { OutputStream } from "../rendering/output-stream.js";
import { consoleHandler, type ConsoleHandlerOptions } from "./console-handler.js";

const failures: unknown[] = [];
let restore = () => {};
beforeEach(() => {
  failures.length = 0;
  restore = configure({ onHandlerError: (error) => void failures.push(error) });
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const name of ["NO_COLOR", "FORCE_COLOR", "CI", "LC_ALL", "LC_CTYPE", "LANG"]) vi.stubEnv(name, undefined);
  vi.stubEnv("TERM", "xterm-256color");
});
afterEach(() => {
  restore();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** What is written of a tree: `app` [`plan` [`search`, `think`], `Parser`]. */
async function written(options: Partial<ConsoleHandlerOptions>): Promise<string[]> {
  let text = "";
  const stream = { write: (piece: string) => void (text += piece) };
  const callbacks = [consoleHandler({ stream, ...options })];
  const inner = { ...tool("search"), tags: ["slow"] };
  await run(
    chain("app"),
    async ({ config }) => {
      await run(
        chain("plan"),
        async ({ config }) => {
          await run(inner, () => 1, { ...config, tags: ["slow"] });
          await speak("think", ["Hm."], config);
        },
        config,
      );
      await run(chain("Parser", "parser"), () => 1, config);
    },
    { callbacks },
  );
  return text.trimEnd().split("\n");
}

describe("a filter", () => {
  it("shows the runs below a hidden one beneath the nearest that is shown", async () => {
    expect(await written({ filter: { excludeNames: ["plan"] } })).toEqual([
      "╭ app chain",
      '│ ╭ search tool  {"q":"sea"}',
      "│ ╰ ✓ search  0ms · → 1",
      "│ ╭ think model  m-1",
      "│ │ Hm.",
      "│ ╰ ✓ think  0ms · first token 0ms · 2 → 3 tokens",
      "├ ✓ Parser  0ms",
      "╰ ✓ app  0ms",
    ]);
  });

  it("hides them too, if told to", async () => {
    expect(await written({ filter: { excludeNames: ["plan"], childrenOfHidden: "hide" } })).toEqual([
      "╭ app chain",
      "├ ✓ Parser  0ms",
      "╰ ✓ app  0ms",
    ]);
  });

  it.each([
    [
      { includeTypes: ["chat_model"] },
      ["╭ think model  m-1", "│ Hm.", "╰ ✓ think  0ms · first token 0ms · 2 → 3 tokens"],
    ],
    [{ includeTags: ["slow"] }, ['╭ search tool  {"q":"sea"}', "╰ ✓ search  0ms · → 1"]],
    [{ includeTypes: ["parser", "tool"], excludeTags: ["slow"] }, ["╭ Parser parser", "╰ ✓ Parser  0ms"]],
    [{ includeNames: ["app"] }, ["╭ app chain", "╰ ✓ app  0ms"]],
    [{ includeNames: ["app", "plan"], excludeTypes: ["chain"] }, [""]],
  ])("%o shows what it names", async (filter, lines) => {
    expect(await written({ filter })).toEqual(lines);
  });

  it("counts what hidden models used, and tells a hidden run's error where it is seen first", async () => {
    let text = "";
    const stream = { write: (piece: string) => void (text += piece) };
    const callbacks = [consoleHandler({ stream, filter: { excludeTypes: ["chat_model", "tool"] } })];
    const work = async ({ config }: { readonly config: object }) => {
      await speak("a", ["x"], config);
      await speak("b", ["x"], config);
      await run(tool("t"), () => Promise.reject(new Error("no")), config);
    };
    await run(chain("app"), work, { callbacks }).catch(() => undefined);
    expect(text).toBe("╭ app chain\n├ Error: no\n╰ ✗ app failed  0ms · 4 → 6 tokens in all\n");
  });
});

describe("signs in ASCII", () => {
  it("are as wide as the others, in lines and in the picture", async () => {
    const ascii = await written({ unicode: false });
    expect(ascii).toEqual([
      ", app chain",
      "| , plan chain",
      '| | , search tool  {"q":"sea"}',
      "| | ` + search  0ms - > 1",
      "| | , think model  m-1",
      "| | | Hm.",
      "| | ` + think  0ms - first token 0ms - 2 > 3 tokens",
      "| ` + plan  0ms",
      "| + Parser  0ms",
      "` + app  0ms",
    ]);
    const terminal = new EmulatedTerminal(60, 10);
    const gate = createGate();
    const handler = consoleHandler({ stream: terminal, color: false, mode: "live", unicode: false });
    const work = speak("m", ["text ", gate.opened], { callbacks: [handler] });
    await terminal.frames(1);
    const [, head = "", text] = await terminal.screen();
    expect(head).toMatch(/^[|/\\-] m model {2}0ms - 1 chunk - m-1$/u);
    expect(text).toBe("| text");
    gate.open();
    await work;
  });

  it.each([
    [{ LANG: "en_US.UTF-8" }, "│"],
    [{ LANG: "C" }, "|"],
    [{ LC_ALL: "POSIX", LANG: "en_US.UTF-8" }, "|"],
    [{ TERM: "linux" }, "|"],
    [{}, "│"],
  ])("are used where the environment says %o: %s", async (environment, bar) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    let text = "";
    const stream = { write: (piece: string) => void (text += piece), isTTY: true, columns: 80 };
    const callbacks = [consoleHandler({ stream, color: false })];
    await run(chain("a"), ({ config }) => run(chain("b"), () => 1, config), { callbacks });
    expect(text.split("\n")[1]?.[0]).toBe(bar);
  });
});

describe("the mode", () => {
  const live = async (stream: OutputStream, options: Partial<ConsoleHandlerOptions> = {}) => {
    let text = "";
    const write = (piece: string) => void (text += piece);
    const gate = createGate();
    const handler = consoleHandler({ stream: { ...stream, write }, ...options });
    const work = run(chain("a"), () => gate.opened, { callbacks: [handler] });
    const isLive = text === "";
    gate.open();
    await work;
    expect(isLive || !text.includes("\u001B[?")).toBe(true);
    return isLive;
  };
  const terminal = { write() {}, isTTY: true, columns: 80, rows: 24 };

  it("is live on a terminal of known size alone", async () => {
    expect(await live(terminal)).toBe(true);
    expect(await live({ ...terminal, isTTY: false })).toBe(false);
    expect(await live({ ...terminal, rows: undefined })).toBe(false);
    expect(await live({ ...terminal, columns: 0 })).toBe(false);
  });

  it.each([
    [{ CI: "true" }, false],
    [{ CI: "false" }, true],
    [{ TERM: "dumb" }, false],
    [{ NO_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1" }, true],
  ])("with %o: %s", async (environment, expected) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    expect(await live(terminal)).toBe(expected);
  });

  it("is what it is told to be", async () => {
    expect(await live(terminal, { mode: "append" })).toBe(false);
    vi.stubEnv("CI", "true");
    expect(await live(terminal, { mode: "live" })).toBe(true);
    expect(await live({ write() {} }, { mode: "live" })).toBe(true);
  });
});

describe("a stream that breaks", () => {
  const modes = ["append", "live"] as const;

  it.each(modes)("by throwing is reported once, and hurts no run (%s)", async (mode) => {
    const stream = {
      isTTY: true,
      columns: 80,
      rows: 24,
      write: () => {
        throw new Error("disk full");
      },
    };
    const callbacks = [consoleHandler({ stream, mode })];
    const gate = createGate();
    const work = run(chain("a"), ({ config }) => speak("m", ["x", gate.opened], config).then(() => 1), { callbacks });
    await new Promise((resolve) => setTimeout(resolve, 200)); // the picture would have been painted
    gate.open();
    expect(await work).toBe(1);
    expect(await run(chain("b"), () => 2, { callbacks })).toBe(2);
    expect(failures).toEqual([new Error("disk full")]);
  });

  it.each(modes)("by telling its callback, or by being closed, is silent (%s)", async (mode) => {
    const { PassThrough } = await import("node:stream");
    for (const spoil of [
      (stream: InstanceType<typeof PassThrough>) => void stream.end(),
      (stream: InstanceType<typeof PassThrough>) => void stream.destroy(),
      (stream: InstanceType<typeof PassThrough>) =>
        void stream.destroy(new Error("gone")).once("error", () => undefined),
    ]) {
      const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
      const callbacks = [consoleHandler({ stream, mode })];
      await runOfEverything("before", callbacks);
      spoil(stream);
      await runOfEverything("after", callbacks, () => new Promise((resolve) => setTimeout(resolve, 100)));
    }
    expect(failures).toEqual([]);
  });
});
