// What others write to a terminal with a picture on it, and what a picture never lets through.
import { run } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EmulatedTerminal } from "../../tests/support/emulated-terminal.js";
import { failOnHandlerErrors } from "../../tests/support/fail-on-handler-errors.js";
import { liveTerminal, withoutSpinner } from "../../tests/support/live-terminal.js";
import { chain, createGate, speak } from "../../tests/support/scripted-runs.js";
import { consoleHandler, type ConsoleHandlerOptions } from "../console/console-handler.js";

failOnHandlerErrors();
beforeEach(() => {
  // How long something takes decides how much room there is.
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => void vi.useRealTimers());

describe("what others write to the terminal", () => {
  async function interrupted(
    options: Partial<ConsoleHandlerOptions>,
    write: (tools: ReturnType<typeof liveTerminal>) => void,
  ) {
    const tools = liveTerminal(60, 10, options);
    const gate = createGate();
    const work = run(chain("work"), () => gate.opened, { callbacks: tools.callbacks });
    for (let turn = 0; turn < 8; turn += 1) {
      await tools.terminal.frames(1);
      write(tools);
    }
    gate.open();
    await work;
    return tools.terminal.everything();
  }

  it("stays where it was written, line by line, though nothing is wrapped", async () => {
    let turn = 0;
    const lines = await interrupted({}, ({ terminal }) => terminal.write(`line ${(turn += 1)}\n`));
    expect(lines).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `line ${n}`).concat("╭ work chain", "╰ ✓ work  0ms"));
  });

  it("may come in pieces of a line", async () => {
    const lines = await interrupted({}, ({ terminal }) => terminal.write("a piece of text, "));
    expect(lines).toEqual(["a piece of text, ".repeat(8).trim(), "╭ work chain", "╰ ✓ work  0ms"]);
  });

  it("may be several lines at once where writes are wrapped, and by `log`", async () => {
    for (const write of [
      ({ terminal }: ReturnType<typeof liveTerminal>) => terminal.write("one\ntwo\nthree\n"),
      ({ handler }: ReturnType<typeof liveTerminal>) => handler.log("one\ntwo\nthree"),
    ]) {
      const lines = await interrupted({ wrapWrites: true }, write);
      expect(lines.slice(0, -2)).toEqual(Array.from({ length: 8 }, () => ["one", "two", "three"]).flat());
    }
  });

  it("is written by a `write` that is the stream's own again when runs have ended", async () => {
    const { terminal, callbacks } = liveTerminal(60, 10, { wrapWrites: true });
    const { write } = terminal;
    let meanwhile: unknown;
    await run(chain("work"), () => void (meanwhile = terminal.write), { callbacks });
    expect(meanwhile).not.toBe(write);
    expect(terminal.write).toBe(write);
    expect(Object.hasOwn(terminal, "write")).toBe(false);
  });

  it("is shared by handlers of one stream: one picture", async () => {
    const terminal = new EmulatedTerminal(60, 12);
    const handlers = [1, 2].map(() => consoleHandler({ stream: terminal, color: false, mode: "live" }));
    const gate = createGate();
    const all = handlers.map((handler, index) =>
      run(chain(`work ${index}`), () => gate.opened, { callbacks: [handler] }),
    );
    await terminal.frames(3);
    expect(withoutSpinner(await terminal.screen())).toEqual(["", "* work 0 chain  0ms", "* work 1 chain  0ms"]);
    gate.open();
    await Promise.all(all);
    expect(await terminal.everything()).toEqual([
      "╭ work 0 chain",
      "╰ ✓ work 0  0ms",
      "╭ work 1 chain",
      "╰ ✓ work 1  0ms",
    ]);
    expect(terminal.showsCursor).toBe(true);
  });
});

describe("hostile text", () => {
  it("can't tell the terminal anything, wherever it comes from", async () => {
    const evil = "\u001B]0;owned\u0007\r\u009B2J\u001B[?1049h\u001BcA";
    const { terminal, callbacks } = liveTerminal(80, 24, { color: true });
    const gate = createGate();
    const work = run(
      chain(`name${evil}`),
      async (handle) => {
        handle.custom(`event${evil}`, { [evil]: evil });
        await speak(`model${evil}`, [evil, "\u001B", "[2J", gate.opened], handle.config);
        throw new Error(evil);
      },
      { callbacks },
    ).catch(() => undefined);
    await terminal.frames(3);
    gate.open();
    await work;
    // oxlint-disable no-control-regex -- control characters are what is looked for
    // What is left without the sequences that the handler itself uses has no control character but line feeds.
    const own = /\u001B(?:\[(?:\d+m|\d*[AKJ]|\?(?:2026|25|7)[hl])|[78D])|\r\n| +\r/gu;
    expect(
      terminal.written
        .join("")
        .replaceAll(own, "")
        .match(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/gu),
    ).toBeNull();
    // oxlint-enable no-control-regex
    expect((await terminal.everything())[0]).toContain("name␛]0;owned␇");
  });
});
