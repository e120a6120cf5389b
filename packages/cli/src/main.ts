import { CommanderError } from "commander";
import { EarshotError } from "@earshot/core/errors";
import { CommandFailedError } from "./command-failed-error.js";
import { commandProgram } from "./command-program.js";
import { openContext } from "./terminal/command-context.js";

/** Runs the command and answers the process's exit code: 0, 1 for a failure, 2 for wrong usage, 130 if Ctrl-C ended it. */
export async function main(words: readonly string[]): Promise<number> {
  const context = openContext();
  let exitCode = 0;
  const program = commandProgram(context, (code) => (exitCode = code));
  try {
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    context.note(`earshot: ${describe(error)}`);
    return error instanceof CommandFailedError ? error.exitCode : 1;
  }
}

/** What Earshot says of itself is meant to be read; of anything else, the place helps more than the name. */
function describe(error: unknown): string {
  if (EarshotError.isInstance(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
