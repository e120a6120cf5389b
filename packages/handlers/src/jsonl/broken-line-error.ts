import { EarshotError } from "@earshot/core/errors";

/** Where a line is, and what is wrong with it. */
export interface BrokenLine {
  /** The file, or `"the stream"`. */
  readonly source: string;
  /** From 1, blank lines counted. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly reason: string;
  readonly cause?: unknown;
}

/** A line of a JSONL file is no event. */
export class BrokenLineError extends EarshotError {
  override readonly name = "BrokenLineError";
  readonly source: string;
  readonly line: number;
  readonly column: number;

  constructor({ source, line, column, reason, cause }: BrokenLine) {
    super(
      `${source}:${line}:${column} is no event: ${reason}. Mend or remove the line, or pass over such lines with \`onBroken: "skip"\`.`,
      { code: "JSONL_BROKEN_LINE", cause },
    );
    this.source = source;
    this.line = line;
    this.column = column;
  }
}
