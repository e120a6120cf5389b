// How a process ends with a picture on its terminal: programs of their own, real signals, and what is left on the screen.
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { builtProgram } from "../../tests/support/built-program.js";
import { EmulatedTerminal } from "../../tests/support/emulated-terminal.js";

const library = await builtProgram(
  `export { run } from "@earshot/core/events"; export { consoleHandler } from "@earshot/handlers/console";`,
);

const openRun = `
import { consoleHandler, run } from ${JSON.stringify(pathToFileURL(library))};
const stream = { write: (text, done) => process.stdout.write(text, done), isTTY: true, columns: 60, rows: 10 };
const handler = consoleHandler({ stream, mode: "live", color: false });
const options = { kind: "chain", name: "work", start: { inputs: 1 } };
const work = run(options, (handle) => (handle.custom("half", 50), new Promise(() => {})), { callbacks: [handler] });
const painted = () => new Promise((resolve) => setTimeout(resolve, 250));
`;

/** Runs such a program; `kill` is sent when it has painted twice. */
async function play(code: string, kill?: NodeJS.Signals) {
  const command = ["--input-type=module", "--eval", openRun + code];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let isKilled = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (kill === undefined || isKilled || output.split("\u001B[?2026l").length < 3) return;
    isKilled = true;
    child.kill(kill);
  });
  const end = await new Promise((resolve) => child.once("close", (code, signal) => resolve(signal ?? code)));
  const terminal = new EmulatedTerminal(60, 10);
  terminal.write(output);
  return { end, lines: await terminal.everything(), showsCursor: terminal.showsCursor, output };
}

const soFar = ["╭ work chain", "├ ◆ half 50"];

it.concurrent.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends it, and leaves what was open as far as it came",
  async (signal) => {
    const { end, lines, showsCursor } = await play("setInterval(() => {}, 1000);", signal);
    expect({ end, lines, showsCursor }).toEqual({ end: signal, lines: soFar, showsCursor: true });
  },
);

it.concurrent("a listener of the program's own decides about a signal, though it is there for once", async () => {
  const code = `
    process.once("SIGINT", () => { console.log("goodbye"); setTimeout(() => process.exit(7), 300); });
    setInterval(() => {}, 1000);`;
  const { end, lines, showsCursor, output } = await play(code, "SIGINT");
  expect({ end, lines, showsCursor }).toEqual({ end: 7, lines: ["goodbye", ...soFar], showsCursor: true });
  // It was still painted after the signal.
  expect(output.slice(output.indexOf("goodbye")).split("\u001B[?25l").length).toBeGreaterThan(2);
});

it.concurrent("a listener that ends the process only if it is alone, as libraries have, finds itself alone", async () => {
  const code = `
    const listener = (signal) => {
      if (process.listeners(signal).length > 1) return;
      process.off(signal, listener);
      process.kill(process.pid, signal);
    };
    process.on("SIGTERM", listener);
    setInterval(() => {}, 1000);`;
  const { end } = await play(code, "SIGTERM");
  expect(end).toBe("SIGTERM");
});

it.concurrent.each([
  ["a crash", `await painted(); throw new Error("crash");`, 1],
  ["an exit", `await painted(); process.exit(3);`, 3],
  ["an exit before the first painting", `process.exit(4);`, 4],
  ["having nothing more to do, as the picture keeps no process alive,", `await painted();`, 0],
])("%s ends it in good order", async (_name, code, expected) => {
  const { end, lines, showsCursor } = await play(code);
  expect({ end, lines, showsCursor }).toEqual({ end: expected, lines: soFar, showsCursor: true });
});
