import { CommanderError } from "commander";
import { EarshotError } from "@earshot/core/errors";
import { CommandFailedError } from "./command-failed-error.js";
import { commandProgram, wordsToParse } from "./command-program.js";
import { openContext, type CommandContext } from "./terminal/command-context.js";
import { processHost, type CommandHost } from "./terminal/command-host.js";

/**
 * Runs the command and answers the process's exit code: 0, 1 for a failure, 2 for wrong usage, 130 if Ctrl-C ended it, 143 if SIGTERM did.
 *
 * @param words what stands behind `earshot` on the command line
 */
export async function main(words: readonly string[], host: CommandHost = processHost): Promise<number> {
  const context = openContext(host);
  try {
    return await runCommand(words, context);
  } finally {
    context.close();
  }
}

async function runCommand(words: readonly string[], context: CommandContext): Promise<number> {
  const outcome = { exitCode: 0, endsBySignal: false };
  let failure: unknown;
  try {
    await commandProgram(words, { context, outcome }).parseAsync(wordsToParse(words), { from: "user" });
    await context.flush();
    failure = context.unread.reason instanceof DOMException ? undefined : context.unread.reason;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    failure = error;
  }
  if (failure !== undefined) context.note(`earshot: ${describe(failure)}`);
  const { interrupted } = context;
  if (interrupted.aborted && !outcome.endsBySignal) return interrupted.reason === "SIGINT" ? 130 : 143;
  if (failure === undefined) return outcome.exitCode;
  return failure instanceof CommandFailedError ? failure.exitCode : 1;
}

/** What Earshot says of itself is meant to be read, and so is what the system says of streams; of anything else, the place helps more than the name. */
function describe(error: unknown): string {
  if (EarshotError.isInstance(error)) return error.message;
  if (error instanceof Error && "syscall" in error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
