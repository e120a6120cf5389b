import { createColors, toAsciiSigns, wantsColor, wantsUnicode, type Colors } from "@earshot/handlers/rendering";

/** Where a command writes, and what may end it early. */
export interface CommandContext {
  readonly colors: Colors;
  readonly isColored: boolean;
  readonly isUnicode: boolean;
  /** The room of a line; infinite if stdout is no terminal. */
  readonly columns: number;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly interrupted: AbortSignal;
  /** Writes what was asked for, a line or several. */
  print(text: string): void;
  /** Writes what is said about it, to stderr. */
  note(text: string): void;
}

/** The process's own streams and signals. A reader that leaves, as in `| head -3`, is no reason to fall over. */
export function openContext(): CommandContext {
  const { stdout, stderr } = process;
  const interruption = new AbortController();
  let hasReader = true;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    hasReader = false;
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort(signal));
  const isColored = wantsColor(stdout);
  const isUnicode = wantsUnicode(stdout);
  return {
    colors: createColors(isColored),
    isColored,
    isUnicode,
    columns: stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    interrupted: interruption.signal,
    print(text) {
      if (hasReader) stdout.write(`${isUnicode ? text : toAsciiSigns(text)}\n`);
    },
    note: (text) => void stderr.write(`${text}\n`),
  };
}
