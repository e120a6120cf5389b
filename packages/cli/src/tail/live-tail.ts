import { liveScreenOf, TextTail, type LiveScreen, type LiveSection, type LiveSize } from "@earshot/handlers/rendering";
import { toAsciiSigns } from "@earshot/handlers/terminal";
import type { RunRecord, TraceChanges } from "@earshot/trace";
import type { CommandContext } from "../terminal/command-context.js";
import { paintedLine } from "../terminal/painted-line.js";
import { lineOfRun } from "./line-of-run.js";
import type { TailView } from "./tail-view.js";

/** Lines of a text that grows that are shown at most. */
const mostTextLines = 3;
const narrowestText = 8;
const textIndent = "  │ ";
/** Runs of programs that were killed may stand as running for a day: the oldest give way. */
const mostRunning = 1000;

interface ShownRun {
  readonly run: RunRecord;
  readonly text: TextTail;
  isSpeaking: boolean;
}

/** For a terminal: what has ended stays above; below, what is running changes in its place, with what models are saying. */
export class LiveTail implements TailView, LiveSection {
  readonly #context: CommandContext;
  readonly #screen: LiveScreen;
  readonly #running = new Map<string, ShownRun>();

  constructor(context: CommandContext) {
    this.#context = context;
    this.#screen = liveScreenOf(context.host.stdout);
  }

  begin(): void {
    this.#screen.enter(this);
  }

  async hear(
    told: readonly RunRecord[],
    { runs, deltas, deleted = [], isReset }: Pick<TraceChanges, "runs" | "deltas" | "deleted" | "isReset">,
  ): Promise<void> {
    // Which of them have ended meanwhile, nobody tells any more: as running they would stand for ever.
    if (isReset === true) this.#running.clear();
    const gone = new Set(deleted);
    for (const [runId, { run }] of this.#running) if (gone.has(run.rootRunId)) this.#running.delete(runId);
    for (const { runId, status } of runs) if (status !== "running") this.#running.delete(runId);
    for (const run of told) if (run.status === "running") this.#show(run);
    for (const { runId, rootRunId, text = "" } of deltas) {
      const shown = this.#running.get(runId) ?? this.#running.get(rootRunId);
      shown?.text.append(text);
      if (shown !== undefined && text !== "") shown.isSpeaking = true;
    }
    this.#print(told.filter(({ status }) => status !== "running"));
    await this.#context.drained();
  }

  say(text: string): void {
    this.#screen.print(`${text}\n`);
  }

  /** Leaves the terminal as it was, with what was running as it stood. */
  end(): void {
    this.#screen.leave(this);
    this.#screen.print(this.leftover());
  }

  leftover(): string {
    const left = this.#linesOf([...this.#running.values()].map(({ run }) => run));
    this.#running.clear();
    return left;
  }

  rows({ height, columns }: LiveSize): readonly string[] {
    const { colors, isUnicode } = this.#context;
    const now = Date.now();
    const shown = [...this.#running.values()].slice(-Math.max(height - 1, 1));
    const textLines = shareOut(height - 1 - shown.length, shown.filter(({ isSpeaking }) => isSpeaking).reverse());
    const rows = shown.flatMap(({ run, text, isSpeaking }) => [
      lineOfRun(run, { colors, columns, now, isSpeaking }),
      ...this.#textRows(text, { count: textLines.get(text) ?? 0, columns }),
    ]);
    const hidden = this.#running.size - shown.length;
    const count = this.#running.size === 0 ? "Nothing is running" : `${this.#running.size} running`;
    const status = `${count}${hidden > 0 ? `, ${hidden} not shown` : ""}. Ctrl-C ends it.`;
    const all = [...rows, paintedLine([{ text: status, paint: colors.dim }], columns)].slice(-height);
    return isUnicode ? all : all.map(toAsciiSigns);
  }

  #textRows(
    text: TextTail,
    { count, columns }: { readonly count: number; readonly columns: number },
  ): readonly string[] {
    if (count === 0) return [];
    const { colors } = this.#context;
    const lines = text.lines(count, Math.max(columns - textIndent.length, narrowestText));
    return lines.map((line) => paintedLine([{ text: textIndent, paint: colors.dim }, { text: line }], columns));
  }

  #show(run: RunRecord): void {
    const text = this.#running.get(run.runId)?.text ?? new TextTail();
    this.#running.set(run.runId, { run, text, isSpeaking: false });
    if (this.#running.size <= mostRunning) return;
    const [oldest = ""] = this.#running.keys();
    this.#running.delete(oldest);
  }

  #print(runs: readonly RunRecord[]): void {
    if (runs.length > 0) this.#screen.print(this.#linesOf(runs));
  }

  #linesOf(runs: readonly RunRecord[]): string {
    const { colors, isUnicode, host } = this.#context;
    // No line is full: some terminals would begin a new one.
    const columns = (host.stdout.columns || this.#context.columns) - 1;
    const lines = runs.map((run) => `${lineOfRun(run, { colors, columns })}\n`).join("");
    return isUnicode ? lines : toAsciiSigns(lines);
  }
}

/** How many lines each text has: as many for all as there are, and what is left for the first of them. */
function shareOut(lines: number, speaking: readonly ShownRun[]): ReadonlyMap<TextTail, number> {
  const each = Math.floor(lines / Math.max(speaking.length, 1));
  const rest = lines - each * speaking.length;
  return new Map(
    speaking.map(({ text }, index) => [text, Math.max(0, Math.min(each + (index < rest ? 1 : 0), mostTextLines))]),
  );
}
