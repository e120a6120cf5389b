import { LinesTraces } from "./lines-traces.js";
import { readTraceLines } from "./read-trace-lines.js";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import type { Traces } from "./traces.js";

/** The traces that `--traces` names, or else EARSHOT_TRACES. */
export async function openTraces({ options, context }: CommandCall): Promise<Traces> {
  const file = options["traces"] ?? process.env["EARSHOT_TRACES"];
  if (typeof file !== "string" || file === "")
    throw new CommandFailedError("No traces are named. Say which with --traces <file>, or set EARSHOT_TRACES.");
  const { events, broken } = await readTraceLines(file);
  if (broken === 1) context.note(`1 line of ${file} can't be read, and is left out.`);
  else if (broken > 1) context.note(`${broken} lines of ${file} can't be read, and are left out.`);
  return new LinesTraces(events);
}
