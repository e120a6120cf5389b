import type { OutputStream } from "../rendering/output-stream.js";

/** What Node's streams have besides; another kind of stream may lack it. */
interface EmittingStream {
  once?(event: "error", listener: () => void): unknown;
}

/**
 * Writes whole lines, and one line that grows: only ever adds to what is there, so a log file reads as the terminal did. Once the stream is
 * broken, as its reader left, nothing more is written, and the program goes on.
 */
export class LineWriter {
  private readonly stream: OutputStream;
  private isBroken = false;
  private openLine: { readonly owner: string; width: number } | undefined;

  constructor(stream: OutputStream) {
    this.stream = stream;
  }

  /** The width in which text is broken into lines; a log file's lines are as long as the text's own. */
  get columns(): number {
    const { isTTY, columns } = this.stream;
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
    this.write("\n");
  }

  private write(text: string): void {
    if (!this.isBroken) this.stream.write(text, this.afterWrite);
  }

  /** Comes just before the stream's "error" event, which would end the process if nobody heard it. */
  private readonly afterWrite = (error?: Error | null): void => {
    if (error === undefined || error === null || this.isBroken) return;
    this.isBroken = true;
    (this.stream as EmittingStream).once?.("error", () => undefined);
  };
}
