import { fileURLToPath } from "node:url";
import { runProgram, type ProgramResult, type RunProgramOptions } from "../../../../examples/support/run-program.js";

export { hasTerminal } from "../../../../examples/support/run-program.js";

const program = fileURLToPath(new URL("../../src/index.ts", import.meta.url));

/** Runs the real command on the sources, in a process of its own. */
export function spawnEarshot(
  words: readonly string[],
  options: Omit<RunProgramOptions, "args"> = {},
): Promise<ProgramResult> {
  return runProgram(program, { ...options, args: words });
}
