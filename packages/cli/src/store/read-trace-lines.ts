import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { TraceEvent } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";

/** What a file of JSON lines held. */
export interface TraceLines {
  readonly events: readonly TraceEvent[];
  /** Lines that are no trace events: a last line that was cut off, or another kind of file. */
  readonly broken: number;
}

/**
 * Reads trace events, one a line, as the studio's export writes them; `-` is stdin.
 *
 * @throws CommandFailedError if the file can't be read, or no line of it is an event
 */
export async function readTraceLines(file: string): Promise<TraceLines> {
  const events: TraceEvent[] = [];
  let broken = 0;
  const input = file === "-" ? process.stdin : createReadStream(file);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  try {
    const iterator = lines[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([iterator.next(), failed]);
      if (next.done === true) break;
      if (next.value.trim() === "") continue;
      const event = readLine(next.value);
      if (event === undefined) broken++;
      else events.push(event);
    }
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw new CommandFailedError(`Can't read ${file} (${code}). ${whatToDo(code)}`, { cause });
  }
  if (events.length === 0 && broken > 0)
    throw new CommandFailedError(
      `None of the ${broken} lines of ${file} is a trace event. Give a file that the studio or \`/api/export\` wrote.`,
    );
  return { events, broken };
}

function whatToDo(code: string): string {
  if (code === "ENOENT") return "Name a file of trace events with --traces <file>, or set EARSHOT_TRACES.";
  return code === "EISDIR" ? "It is a folder: name the file in it." : "Look at who may read it.";
}

function readLine(line: string): TraceEvent | undefined {
  let value: Partial<TraceEvent> | null;
  try {
    value = JSON.parse(line) as Partial<TraceEvent> | null;
  } catch {
    return undefined;
  }
  const texts = [value?.runId, value?.rootRunId, value?.type, value?.kind, value?.name];
  const hasAll = texts.every((text) => typeof text === "string") && Array.isArray(value?.tags);
  const isPlaced = Number.isFinite(value?.seq) && Number.isFinite(value?.time);
  return hasAll && isPlaced && typeof value?.metadata === "object" ? (value as TraceEvent) : undefined;
}
