import { createColors, toAsciiSigns, wantsColor, wantsUnicode, type Colors } from "@earshot/handlers/terminal";
import type { CommandHost } from "./command-host.js";
import { unlessOver } from "./unless-over.js";

/** Where a command writes, and what may end it early. */
export interface CommandContext {
  readonly host: CommandHost;
  readonly colors: Colors;
  readonly isColored: boolean;
  readonly isUnicode: boolean;
  /** Whether a person sees what is printed at once. */
  readonly isTerminal: boolean;
  /** The room of a line; infinite if stdout is no terminal. */
  readonly columns: number;
  /** Aborted by Ctrl-C and SIGTERM, with the signal's name. */
  readonly interrupted: AbortSignal;
  /** Aborted when nothing more can be written to stdout: its reader left, or, with the error as the reason, it failed. */
  readonly unread: AbortSignal;
  /** Writes what was asked for, a line or several. */
  print(text: string): void;
  /** The same for what may be more than memory holds: resolves when there is room again, or no need. */
  send(text: string): Promise<void>;
  /** Resolves when there is room for more in stdout, or its reader left, or a signal came. */
  drained(): Promise<void>;
  /** Resolves when all is written, or it is known that it can't be. */
  flush(): Promise<void>;
  /** Writes what is said about it, to stderr. */
  note(text: string): void;
  /** Signals do from now on what they did before. */
  close(): void;
}

const signals = ["SIGINT", "SIGTERM"] as const;
/** A pipe's reader left, a connection's, a terminal's. */
const departures: ReadonlySet<string | undefined> = new Set(["EPIPE", "ECONNRESET", "EIO", "ERR_STREAM_DESTROYED"]);

/** The streams and signals of a process. A reader that leaves, as in `| head -3`, is no reason to fall over. */
export function openContext(host: CommandHost): CommandContext {
  const { stdout, stderr } = host;
  const interruption = new AbortController();
  const departure = new AbortController();
  // They stay when the command has ended: what is still to be written may fail yet.
  stdout.on("error", (error: NodeJS.ErrnoException) => departure.abort(departures.has(error.code) ? undefined : error));
  stderr.on("error", () => undefined);
  // Who asks again, by the same signal or the other, is not kept waiting.
  const interrupts = signals.map((signal) => ({
    signal,
    interrupt() {
      stopListening();
      interruption.abort(signal);
    },
  }));
  const stopListening = () => {
    for (const { signal, interrupt } of interrupts) host.off(signal, interrupt);
  };
  for (const { signal, interrupt } of interrupts) host.on(signal, interrupt);
  const isColored = wantsColor(stdout);
  const isUnicode = wantsUnicode(stdout);
  const write = (text: string) =>
    departure.signal.aborted || stdout.write(`${isUnicode ? text : toAsciiSigns(text)}\n`);
  const ends = [departure.signal, interruption.signal];
  const drained = async () => {
    if (!stdout.writableNeedDrain) return;
    await unlessOver(ends, (done) => {
      stdout.once("drain", done);
      return () => stdout.off("drain", done);
    });
  };
  return {
    host,
    colors: createColors(isColored),
    isColored,
    isUnicode,
    isTerminal: stdout.isTTY === true,
    columns: stdout.isTTY === true ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    interrupted: interruption.signal,
    unread: departure.signal,
    print: (text) => void write(text),
    async send(text) {
      if (!write(text)) await drained();
    },
    drained,
    async flush() {
      if (stdout.writableLength > 0)
        await unlessOver(ends, (done) => {
          stdout.write("", done);
          return () => undefined;
        });
      // What a stream says of its error comes after it.
      await new Promise((resolve) => setImmediate(resolve));
    },
    note: (text) => void stderr.write(`${text}\n`),
    close: stopListening,
  };
}
