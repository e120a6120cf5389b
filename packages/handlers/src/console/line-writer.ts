import { toAsciiSigns } from "../rendering/ascii-signs.js";
import type { SafeOutput } from "../rendering/safe-output.js";

/** Writes whole lines, and one line that grows: only ever adds to what is there, so a log file reads as the terminal did. */
export class LineWriter {
  private readonly output: SafeOutput;
  private readonly isUnicode: boolean;
  private openLine: { readonly owner: string; width: number } | undefined;

  constructor(output: SafeOutput, isUnicode: boolean) {
    this.output = output;
    this.isUnicode = isUnicode;
  }

  /** The width in which text is broken into lines; a log file's lines are as long as the text's own. */
  get columns(): number {
    const { isTTY, columns } = this.output.stream;
    return isTTY === true && columns !== undefined ? Math.max(columns, 30) : Number.POSITIVE_INFINITY;
  }

  /** Writes a line of its own, ending the one that grows. */
  line(text: string): void {
    this.write(this.openLine === undefined ? `${text}\n` : `\n${text}\n`);
    this.openLine = undefined;
  }

  /** True while the line that grows is `owner`'s. */
  isGrowing(owner: string): boolean {
    return this.openLine?.owner === owner;
  }

  /** How many columns the line that grows still has room for. */
  get room(): number {
    return this.columns - (this.openLine?.width ?? 0);
  }

  /** Begins a line that grows, ending the one that did. */
  begin(owner: string, start: { readonly text: string; readonly width: number }): void {
    this.write(this.openLine === undefined ? start.text : `\n${start.text}`);
    this.openLine = { owner, width: start.width };
  }

  /** Adds to the line that grows. */
  grow(text: string, width: number): void {
    if (this.openLine === undefined) return;
    this.openLine.width += width;
    this.write(text);
  }

  /** Ends the line that grows, if there is one. */
  end(): void {
    if (this.openLine === undefined) return;
    this.openLine = undefined;
    this.output.write("\n");
  }

  /** Writes a text that is not the handler's own, on lines of its own. */
  foreign(text: string): void {
    this.end();
    this.output.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  private write(text: string): void {
    this.output.write(this.isUnicode ? text : toAsciiSigns(text));
  }
}
