import { consoleHandler, type ConsoleHandlerOptions } from "../../src/console/console-handler.js";
import { EmulatedTerminal } from "./emulated-terminal.js";

/** A terminal with a handler that shows a picture on it. */
export function liveTerminal(columns: number, rows: number, options: Partial<ConsoleHandlerOptions> = {}) {
  const terminal = new EmulatedTerminal(columns, rows);
  const handler = consoleHandler({ stream: terminal, color: false, mode: "live", ...options });
  return { terminal, handler, callbacks: [handler] };
}

export const spinner = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/u;

/** Lines with a star for what turns. */
export function withoutSpinner(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(spinner, "*"));
}
