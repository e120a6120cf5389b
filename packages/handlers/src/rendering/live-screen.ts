import type { OutputStream } from "./output-stream.js";
import { SafeOutput } from "./safe-output.js";
import { ExitWatch } from "./exit-watch.js";
import { terminalCodes } from "./terminal-codes.js";
import { WriteWatch } from "./write-watch.js";

/** The room that a section has. */
export interface LiveSize {
  readonly height: number;
  readonly columns: number;
}

/** Who has a part in the picture. */
export interface LiveSection {
  /** Lines of at most so many columns, and not more than there is height. */
  rows(size: LiveSize): readonly string[];
  /** What is to stay on the screen, now that the process ends. */
  leftover(): string;
}

/** Once in so many milliseconds, the picture is painted. */
const paintMs = 80;
/** What the size is taken to be where a terminal doesn't tell it. */
const assumed = { columns: 80, rows: 24 } as const;

const screens = new WeakMap<OutputStream, LiveScreen>();

/** The one screen of a stream: handlers that share a terminal share the picture. */
export function liveScreenOf(stream: OutputStream): LiveScreen {
  let screen = screens.get(stream);
  if (screen === undefined) screens.set(stream, (screen = new LiveScreen(stream)));
  return screen;
}

/**
 * A picture below the lines that a terminal has so far. Between two paintings the cursor rests above the picture, at the place where the next
 * line is to be written: what the program prints itself comes out there, and the next painting puts the picture below it. So nothing has to
 * be known of what others write, nor of how a terminal that changes its width breaks the lines of the picture anew.
 */
export class LiveScreen {
  readonly output: SafeOutput;
  private readonly sections = new Set<LiveSection>();
  private readonly exits = new ExitWatch(() => this.abandon());
  private readonly writes: WriteWatch;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** True from the first painting until there is nothing more to paint: the cursor is hidden, and may be anywhere in its line. */
  private isTaken = false;
  /** True while the picture is on the screen. */
  private isPainted = false;

  constructor(stream: OutputStream) {
    this.output = new SafeOutput(stream);
    this.writes = new WriteWatch(stream, () => this.clear());
  }

  /** From now on, what others write to this terminal through Node is noticed while there is a picture, and the picture makes room for it at once. */
  watchWrites(): void {
    this.writes.isWanted = true;
  }

  /** A section has something to show. */
  enter(section: LiveSection): void {
    this.sections.add(section);
    if (this.timer !== undefined) return;
    this.timer = setInterval(this.paintSoon, paintMs);
    (this.timer as { unref?: () => void }).unref?.();
    this.exits.watchExit();
    this.writes.begin();
  }

  /** A section has nothing to show any more. Without any, the terminal is as it was; the picture goes with what is printed next. */
  leave(section: LiveSection): void {
    this.sections.delete(section);
    if (this.sections.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.writes.end();
    this.exits.end();
  }

  /** Writes lines above the picture. */
  print(text: string): void {
    if (!this.isTaken) return this.write(text);
    const hasMore = this.sections.size > 0;
    this.isTaken = this.isPainted = hasMore;
    const fresh = terminalCodes.toFreshLine(this.size().columns);
    this.write(terminalCodes.atOnce(fresh + text + (hasMore ? this.picture() : terminalCodes.showCursor)));
  }

  /** After what waits to be heard, as a signal that the terminal has another size may; timers come before it. */
  private readonly paintSoon = (): void => {
    const { setImmediate: soon = queueMicrotask } = globalThis as {
      readonly setImmediate?: (paint: () => void) => void;
    };
    soon(() => this.paint());
  };

  private paint(): void {
    if (this.sections.size === 0) return;
    if (this.output.stream.writableNeedDrain === true) return;
    this.exits.watchSignals();
    this.isTaken = this.isPainted = true;
    const clearLine = this.writes.isWanted ? "" : terminalCodes.clearLineFromCursor;
    this.write(terminalCodes.atOnce(clearLine + this.picture()));
  }

  /** Somebody else is about to write: the picture is taken away, and comes back with the next painting. */
  private clear(): void {
    if (!this.isPainted) return;
    this.isPainted = false;
    this.write(terminalCodes.clearBelowCursor);
  }

  /** The process ends: what is open is written down as far as it came. */
  private abandon(): void {
    const leftover = [...this.sections].map((section) => section.leftover()).join("");
    for (const section of this.sections) this.leave(section);
    this.print(leftover);
  }

  private picture(): string {
    const { columns, rows } = this.size();
    // The line of the cursor and one more stay free. No line is full, as some terminals would begin a new one.
    const height = Math.max(1, rows - 2);
    const share = Math.max(1, Math.floor(height / this.sections.size));
    const lines: string[] = [];
    for (const section of this.sections) lines.push(...section.rows({ height: share, columns: columns - 1 }));
    return terminalCodes.paintBelow(lines.slice(0, height));
  }

  private size(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.output.stream;
    return { columns: columns || assumed.columns, rows: rows || assumed.rows };
  }

  private write(text: string): void {
    if (text !== "") this.writes.own(() => this.output.write(text));
  }
}
