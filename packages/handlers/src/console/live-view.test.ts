// What a terminal shows while runs are open: an emulator does with the bytes what terminals do, and its screen and scrollback are read.
import { run } from "@earshot/core/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failOnHandlerErrors } from "../../tests/support/fail-on-handler-errors.js";
import { liveTerminal, spinner, withoutSpinner } from "../../tests/support/live-terminal.js";
import { chain, createGate, speak, tool } from "../../tests/support/scripted-runs.js";

failOnHandlerErrors();
beforeEach(() => {
  // How long something takes decides how much room there is.
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => void vi.useRealTimers());

describe("while runs are open", () => {
  it("shows each in its place, with its time, its tokens so far, its last remark and the end of its text", async () => {
    const { terminal, callbacks } = liveTerminal(80, 24);
    const gate = createGate();
    const work = run(
      chain("trip"),
      async ({ config }) => {
        await run(tool("weather"), () => "sunny", config);
        await Promise.all([
          speak("writer", ["Hello ", "there.\n", "東京 ", gate.opened, "!"], config),
          run(tool("search"), (handle) => (handle.custom("half", 50), gate.opened), config),
        ]);
      },
      { callbacks },
    );
    await terminal.frames(2);
    expect(withoutSpinner(await terminal.screen())).toEqual([
      "",
      "* trip chain  0ms",
      '│ ✓ weather  0ms · → "sunny"',
      "│ * writer model  0ms · 3 chunks · m-1",
      "│ │ Hello there.",
      "│ │ 東京",
      '│ * search tool  0ms · {"q":"sea"}',
      "│ │ ◆ half 50",
    ]);
    expect(terminal.showsCursor).toBe(false);
    vi.setSystemTime(Date.now() + 61_000);
    await terminal.frames(1);
    expect((await terminal.screen())[1]).toContain("trip chain  1m 01s");
    gate.open();
    await work;
    expect((await terminal.everything()).slice(0, 2)).toEqual(["╭ trip chain", '│ ╭ weather tool  {"q":"sea"}']);
    expect(terminal.showsCursor).toBe(true);
  });

  it("tells the tokens that the models of a root have used so far", async () => {
    const { terminal, callbacks } = liveTerminal(80, 24);
    const gate = createGate();
    const work = run(
      chain("trip"),
      async ({ config }) => {
        await speak("writer", ["a"], config);
        await gate.opened;
      },
      { callbacks },
    );
    await terminal.frames(1);
    expect(withoutSpinner(await terminal.screen())).toContain("* trip chain  0ms · 2 → 3 tokens");
    gate.open();
    await work;
  });

  it("paints by the clock: ten thousand tokens write nothing", async () => {
    const { terminal, callbacks } = liveTerminal(80, 24);
    const gate = createGate();
    const words = Array.from({ length: 10_000 }, () => "w ");
    let writes = 0;
    const work = speak(
      "writer",
      [...words, Promise.resolve().then(() => (writes = terminal.written.length)), gate.opened],
      {
        callbacks,
      },
    );
    await terminal.frames(2);
    // However long the burst took, a frame each 80 ms at most.
    expect(writes).toBeLessThan(100);
    expect((await terminal.screen()).length).toBeLessThanOrEqual(5);
    gate.open();
    await work;
  });

  it("shows what fits on eight rows, says how much more there is, and leaves nothing behind", async () => {
    const { terminal, callbacks } = liveTerminal(60, 8);
    const gates = Array.from({ length: 50 }, createGate);
    const all = gates.map((gate, index) =>
      run(chain(`job ${index}`), ({ config }) => speak("m", [`text ${index}`, gate.opened], config), { callbacks }),
    );
    await terminal.frames(2);
    expect(withoutSpinner(await terminal.screen())).toEqual([
      "",
      "* job 0 chain  0ms",
      "* job 1 chain  0ms",
      "* job 2 chain  0ms",
      "* job 3 chain  0ms",
      "* job 4 chain  0ms",
      "… 95 more running",
    ]);
    for (const gate of gates.slice(0, 48)) {
      gate.open();
      await Promise.resolve();
    }
    await Promise.all(all.slice(0, 48));
    await terminal.frames(1);
    expect(withoutSpinner(await terminal.screen()).slice(-7)).toEqual([
      "",
      "* job 48 chain  0ms",
      "│ * m #49 model  0ms · 1 chunk · m-1",
      "│ │ text 48",
      "* job 49 chain  0ms",
      "│ * m #50 model  0ms · 1 chunk · m-1",
      "│ │ text 49",
    ]);
    for (const gate of gates.slice(48)) gate.open();
    await Promise.all(all);
    const lines = await terminal.everything();
    expect(lines).toHaveLength(50 * 5);
    expect(lines.filter((line) => spinner.test(line) || line === "")).toEqual([]);
    // Each root run is in one piece.
    for (let index = 0; index < lines.length; index += 5) {
      const name = lines[index]?.replace(/^╭ | chain$/gu, "") ?? "";
      expect(lines[index + 4]).toBe(`╰ ✓ ${name}  0ms`);
      expect(lines[index + 2]).toBe(`│ │ ${name.replace("job", "text")}`);
    }
  });

  it("follows the size of the terminal", async () => {
    const { terminal, callbacks } = liveTerminal(80, 24);
    const gate = createGate();
    const text = "All work and no play makes a long line that any terminal has to break somewhere. ";
    const work = speak("m", [text, gate.opened], { callbacks });
    for (const [columns, rows] of [
      [120, 24],
      [200, 40],
      [60, 8],
      [30, 5],
      [100, 30],
    ] as const) {
      await terminal.frames(1);
      terminal.resize(columns, rows);
      await terminal.frames(2);
      const screen = await terminal.screen();
      const picture = screen.slice(screen.map((line) => line.includes("m model")).lastIndexOf(true));
      expect(picture[0]).toMatch(spinner);
      const shown = picture.slice(1).join(" ").replaceAll(/[│ ]+/gu, " ").trim();
      expect(shown.length, `${columns}x${rows}`).toBeGreaterThan(20);
      expect(text.trim().endsWith(shown), `${columns}x${rows}: ${shown}`).toBe(true);
      for (const line of picture) expect(line.length).toBeLessThan(columns);
    }
    gate.open();
    await work;
    expect((await terminal.everything()).slice(-3)).toEqual([
      "╭ m model  m-1",
      `│ ${text.trim()}`,
      "╰ ✓ m  0ms · first token 0ms · 2 → 3 tokens",
    ]);
  });
});
