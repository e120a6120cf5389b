import { createColors, toAsciiSigns, wantsColor, wantsUnicode, type Colors } from "@earshot/handlers/terminal";

/** Where a command writes, and what may end it early. */
export interface CommandContext {
  readonly colors: Colors;
  readonly isColored: boolean;
  readonly isUnicode: boolean;
  /** Whether a person sees what is printed at once. */
  readonly isTerminal: boolean;
  /** The room of a line; infinite if stdout is no terminal. */
  readonly columns: number;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly interrupted: AbortSignal;
  /** Aborted when nobody reads stdout any more. */
  readonly unread: AbortSignal;
  /** Writes what was asked for, a line or several. */
  print(text: string): void;
  /** The same for what may be more than memory holds: resolves when there is room again, or no reader. */
  send(text: string): Promise<void>;
  /** Writes what is said about it, to stderr. */
  note(text: string): void;
}

/** The process's own streams and signals. A reader that leaves, as in `| head -3`, is no reason to fall over. */
export function openContext(): CommandContext {
  const { stdout, stderr } = process;
  const interruption = new AbortController();
  const departure = new AbortController();
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    departure.abort();
  });
  const readerLeft = new Promise<void>((resolve) => departure.signal.addEventListener("abort", () => resolve()));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort(signal));
  const isColored = wantsColor(stdout);
  const isUnicode = wantsUnicode(stdout);
  const write = (text: string) =>
    departure.signal.aborted || stdout.write(`${isUnicode ? text : toAsciiSigns(text)}\n`);
  return {
    colors: createColors(isColored),
    isColored,
    isUnicode,
    isTerminal: stdout.isTTY,
    columns: stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    interrupted: interruption.signal,
    unread: departure.signal,
    print: (text) => void write(text),
    async send(text) {
      if (write(text)) return;
      await Promise.race([readerLeft, new Promise((resolve) => stdout.once("drain", resolve))]);
    },
    note: (text) => void stderr.write(`${text}\n`),
  };
}
