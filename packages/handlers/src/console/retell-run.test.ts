// What is on a terminal when runs have ended: the same as in append mode.
import { run } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EmulatedTerminal } from "../../tests/support/emulated-terminal.js";
import { failOnHandlerErrors } from "../../tests/support/fail-on-handler-errors.js";
import { liveTerminal, withoutSpinner } from "../../tests/support/live-terminal.js";
import { chain, createGate, runOfEverything, tool } from "../../tests/support/scripted-runs.js";
import { consoleHandler } from "./console-handler.js";

failOnHandlerErrors();
beforeEach(() => {
  // How long something takes decides how much room there is.
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => void vi.useRealTimers());

/** The lines that the same runs are in append mode, on a terminal of the same width. */
async function appended(columns: number, work: (callbacks: readonly object[]) => Promise<unknown>): Promise<string[]> {
  const terminal = new EmulatedTerminal(columns, 24);
  await work([consoleHandler({ stream: terminal, color: false, mode: "append" })]);
  return terminal.everything();
}

describe("what is left when runs have ended", () => {
  it.each([
    [60, 8],
    [80, 24],
    [120, 30],
    [200, 50],
  ])("is what append mode writes, at %i columns and %i rows", async (columns, rows) => {
    const { terminal, callbacks } = liveTerminal(columns, rows);
    for (const name of ["first", "second"]) await runOfEverything(name, callbacks, () => terminal.frames(1));
    const expected = await appended(columns, async (callbacks) => {
      for (const name of ["first", "second"]) await runOfEverything(name, callbacks);
    });
    expect(terminal.written.length).toBeGreaterThan(6);
    expect(await terminal.everything()).toEqual(expected);
  });

  it("has all that append mode says of runs side by side, each in one piece", async () => {
    const { terminal, callbacks } = liveTerminal(100, 12);
    const names = ["a", "b", "c", "d"];
    const all = (callbacks: readonly object[], pause?: () => Promise<void>) =>
      Promise.all(names.map((name) => runOfEverything(name, callbacks, pause)));
    await all(callbacks, () => terminal.frames(1));
    const expected = await appended(100, all);
    const lines = await terminal.everything();
    const words = (from: readonly string[]) =>
      from
        .flatMap((line) => line.replaceAll(/[╭├│┊╰]|\b(writer|critic)( #\d)?: |#\d/gu, "").match(/\S+/gu) ?? [])
        .sort();
    expect(words(lines)).toEqual(words(expected));
    for (const name of names) {
      const start = lines.indexOf(`╭ ${name} chain`);
      const end = lines.findIndex((line) => line.startsWith(`╰ ✓ ${name} `));
      expect(lines.slice(start + 1, end).filter((line) => !line.startsWith("│") && !line.startsWith("├"))).toEqual([]);
    }
  });

  it("tells failed, cancelled and broken runs as append mode does", async () => {
    const work = async (callbacks: readonly object[]) => {
      const config = { callbacks: callbacks as never };
      const controller = new AbortController();
      await run(
        chain("fails"),
        ({ config }) => run(tool("t"), () => Promise.reject(new Error("no")), config),
        config,
      ).catch(() => undefined);
      const hung = run(chain("hangs"), ({ config }) => run(tool("t"), () => new Promise(() => undefined), config), {
        ...config,
        signal: controller.signal,
      });
      controller.abort(new Error("user left"));
      await hung.catch(() => undefined);
    };
    const { terminal, callbacks } = liveTerminal(80, 24);
    await work(callbacks);
    expect(await terminal.everything()).toEqual(await appended(80, work));
  });

  it("is one line for each root run when quiet", async () => {
    const { terminal, callbacks } = liveTerminal(80, 24, { verbosity: "quiet" });
    const gate = createGate();
    const work = run(chain("waits"), ({ config }) => run(tool("inner"), () => gate.opened, config), { callbacks });
    await terminal.frames(1);
    expect(withoutSpinner(await terminal.screen())).toEqual(["", "* waits chain  0ms"]);
    gate.open();
    await work;
    expect(await terminal.everything()).toEqual(["✓ waits  0ms"]);
  });
});
