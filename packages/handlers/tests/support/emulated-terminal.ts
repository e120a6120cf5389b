import xterm from "@xterm/headless";
import type { OutputStream } from "../../src/rendering/output-stream.js";

/** A terminal as programs find it, whose screen and scrollback can be read: xterm.js does with the bytes what terminals do. */
export class EmulatedTerminal implements OutputStream {
  readonly isTTY = true;
  /** All that was written, piece by piece. */
  readonly written: string[] = [];
  private readonly terminal: InstanceType<typeof xterm.Terminal>;
  private waiting: (() => void)[] = [];

  constructor(columns: number, rows: number) {
    this.terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 100_000,
      allowProposedApi: true,
      convertEol: true, // as a terminal device does
    });
  }

  get columns(): number {
    return this.terminal.cols;
  }

  get rows(): number {
    return this.terminal.rows;
  }

  write(text: string): boolean {
    this.written.push(text);
    this.terminal.write(text);
    for (const resume of this.waiting.splice(0)) resume();
    return true;
  }

  /** As a user who drags the corner of the window. */
  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
  }

  /** Waits until that many more pieces are written. */
  async frames(count = 1): Promise<void> {
    for (let left = count; left > 0; left -= 1) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** What the screen shows now, without empty lines at its end. */
  async screen(): Promise<string[]> {
    const { active } = await this.settled();
    return this.lines(active.baseY);
  }

  /** All lines that there are, those that left the screen first. A line that runs over its end is one. */
  async everything(): Promise<string[]> {
    await this.settled();
    return this.lines(0);
  }

  /** Whether the cursor can be seen, as far as the terminal was told. */
  get showsCursor(): boolean {
    const all = this.written.join("");
    return all.lastIndexOf("\u001B[?25l") <= all.lastIndexOf("\u001B[?25h");
  }

  private async settled(): Promise<typeof this.terminal.buffer> {
    await new Promise<void>((resolve) => this.terminal.write("", resolve));
    return this.terminal.buffer;
  }

  private lines(from: number): string[] {
    const { active } = this.terminal.buffer;
    const lines: string[] = [];
    for (let index = from; index < active.length; index += 1) {
      const line = active.getLine(index);
      const isContinued = active.getLine(index + 1)?.isWrapped === true;
      const text = line?.translateToString(!isContinued) ?? "";
      if (line?.isWrapped === true && lines.length > 0) lines.push(lines.pop() + text);
      else lines.push(text);
    }
    while (lines.at(-1) === "") lines.pop();
    return lines.map((line) => line.trimEnd());
  }
}
