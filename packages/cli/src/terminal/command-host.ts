import type { Readable, Writable } from "node:stream";

type Signal = "SIGINT" | "SIGTERM";

/** A stream that may be a terminal. */
export type TerminalStream<TStream> = TStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

/** What a command has of the process that it runs in. */
export interface CommandHost {
  readonly stdin: TerminalStream<Readable>;
  readonly stdout: TerminalStream<Writable>;
  readonly stderr: TerminalStream<Writable>;
  on(signal: Signal, listener: () => void): unknown;
  off(signal: Signal, listener: () => void): unknown;
  /** Opens a page in the person's own browser; rejects if that can't be done. */
  openPage(url: string): Promise<void>;
}

/** This process. Its stdin is touched by who reads it alone. */
export const processHost: CommandHost = {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  on: (signal, listener) => process.on(signal, listener),
  off: (signal, listener) => process.off(signal, listener),
  async openPage(url) {
    const { default: open } = await import("open");
    await open(url);
  },
};
