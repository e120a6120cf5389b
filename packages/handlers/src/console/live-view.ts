import { toAsciiSigns } from "../rendering/ascii-signs.js";
import { createColors, type Colors } from "../rendering/colors.js";
import { SafeOutput } from "../rendering/safe-output.js";
import type { Display, DisplayStyle } from "./display.js";
import { liveRows } from "./live-rows.js";
import type { LiveScreen, LiveSection, LiveSize } from "../rendering/live-screen.js";
import { createRunRecord, recordSpeech, type RunRecord } from "./run-record.js";
import { retellRun } from "./retell-run.js";
import type { ShownRun } from "./shown-run.js";
import type { Statement } from "./statement.js";
import { Transcript } from "./transcript.js";
import type { Voice } from "./text-flow.js";

const spinners = { unicode: [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"], ascii: [..."|/-\\"] } as const;
const spinnerMs = 80;

/**
 * Shows open runs as a picture that is repainted in place, each run where it belongs; a root run that ended is written above it, once and for
 * all, in the words and lines of a {@link Transcript}. What happens is only noted down: lines are made when the picture is painted.
 */
export class LiveView implements Display, LiveSection {
  private readonly screen: LiveScreen;
  private readonly style: DisplayStyle;
  private readonly colors: Colors;
  private readonly records = new Map<string, RunRecord>();
  private readonly roots = new Set<RunRecord>();

  constructor(screen: LiveScreen, style: DisplayStyle) {
    this.screen = screen;
    this.style = style;
    this.colors = createColors(style.isColored);
  }

  open(run: ShownRun, heading?: Statement): void {
    const record = createRunRecord(run, heading);
    this.records.set(run.runId, record);
    if (run.parent !== undefined) {
      this.records.get(run.parent.runId)?.entries.push(record);
      return;
    }
    this.roots.add(record);
    if (this.roots.size === 1) this.screen.enter(this);
  }

  say(run: ShownRun, statement: Statement): void {
    this.records.get(run.runId)?.entries.push({ kind: "remark", statement });
  }

  speak(run: ShownRun, text: string, voice: Voice): void {
    const record = this.records.get(run.runId);
    if (record !== undefined) recordSpeech(record, text, voice);
  }

  close(run: ShownRun, ending: readonly Statement[]): void {
    const record = this.records.get(run.runId);
    if (record === undefined) return;
    record.ending = ending;
    this.records.delete(run.runId);
    if (!this.roots.delete(record)) return;
    if (this.roots.size === 0) this.screen.leave(this);
    this.screen.print(this.transcriptOf([record]));
  }

  log(text: string): void {
    this.screen.print(text.endsWith("\n") ? text : `${text}\n`);
    this.throwFailure();
  }

  throwFailure(): void {
    this.screen.output.throwFailure();
  }

  rows({ height, columns }: LiveSize): string[] {
    const { isUnicode } = this.style;
    const now = Date.now();
    const frames = isUnicode ? spinners.unicode : spinners.ascii;
    const spinner = frames[Math.floor(now / spinnerMs) % frames.length] ?? "";
    const rows = liveRows(this.roots, { height, columns, now, spinner, colors: this.colors });
    return isUnicode ? rows : rows.map(toAsciiSigns);
  }

  leftover(): string {
    const open = [...this.roots];
    this.roots.clear();
    this.records.clear();
    return this.transcriptOf(open);
  }

  /** What a transcript of these roots says, one after the other. */
  private transcriptOf(records: readonly RunRecord[]): string {
    let text = "";
    const write = (piece: string): void => void (text += piece);
    const { isTTY, columns } = this.screen.output.stream;
    for (const record of records) {
      const transcript = new Transcript(new SafeOutput({ write, isTTY, columns }), this.style);
      retellRun(record, transcript);
      transcript.pause();
    }
    return text;
  }
}
