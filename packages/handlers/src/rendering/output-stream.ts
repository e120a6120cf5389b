/** Where a handler writes; `process.stdout` is one. */
export interface OutputStream {
  /** A stream that can fail says so by `done`: a reader that left, as in `| head -3`. */
  write(text: string, done?: (error?: Error | null) => void): unknown;
  /** True for a terminal. */
  readonly isTTY?: boolean | undefined;
  /** The width of the terminal in columns. */
  readonly columns?: number | undefined;
  /** The height of the terminal. */
  readonly rows?: number | undefined;
  /** True while the stream has more to write than it should. */
  readonly writableNeedDrain?: boolean | undefined;
}
