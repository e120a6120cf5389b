import { createColors, type Colors } from "../rendering/colors.js";
import type { SafeOutput } from "../rendering/safe-output.js";
import type { Display, DisplayStyle } from "./display.js";
import { Lanes, type LaneSign } from "./lanes.js";
import { LineWriter } from "./line-writer.js";
import type { ShownRun } from "./shown-run.js";
import { layOut, type Statement } from "./statement.js";
import { TextFlow, type Voice } from "./text-flow.js";

/** The narrowest that details on lines of their own become. */
const narrowestSpill = 16;

/** Shows runs as lines, each written once and never changed: a column for each open run keeps those apart that go on side by side. */
export class Transcript implements Display {
  private readonly colors: Colors;
  private readonly spillsDetails: boolean;
  private readonly lanes = new Lanes();
  private readonly output: SafeOutput;
  private readonly writer: LineWriter;
  private readonly text: TextFlow;

  constructor(output: SafeOutput, style: DisplayStyle) {
    this.colors = createColors(style.isColored);
    this.spillsDetails = style.spillsDetails;
    this.output = output;
    this.writer = new LineWriter(output, style.isUnicode);
    this.text = new TextFlow(this.writer, { lanes: this.lanes, dim: this.colors.dim });
  }

  open(run: ShownRun, heading?: Statement): void {
    if (heading === undefined) return;
    this.lanes.open(run.runId, run.parent?.runId);
    this.say(run, heading);
  }

  say(run: ShownRun, statement: Statement): void {
    const { sign } = statement;
    const { line, spilled } = layOut(statement, {
      room: this.roomOf(run, sign),
      spillRoom: this.spillsDetails ? Math.max(this.roomOf(run, "│") - 2, narrowestSpill) : undefined,
      colors: this.colors,
    });
    const first = `${this.gutter(run, sign)}${line}`;
    // The details of an end come before it: it is the last line of its run.
    if (sign !== "╰") this.writer.line(first);
    for (const text of spilled) this.writer.line(`${this.gutter(run, "│")}  ${text}`);
    if (sign === "╰") this.writer.line(first);
  }

  speak(run: ShownRun, text: string, voice: Voice): void {
    this.text.write(run, text, voice);
  }

  close(run: ShownRun, ending: readonly Statement[]): void {
    this.text.end(run.runId);
    for (const statement of ending) this.say(run, statement);
    this.lanes.close(run.runId);
  }

  log(text: string): void {
    this.writer.foreign(text);
    this.throwFailure();
  }

  throwFailure(): void {
    this.output.throwFailure();
  }

  /** Ends the lines that grow, of runs that may still be open. */
  pause(): void {
    this.text.endAll();
  }

  private gutter(run: ShownRun, sign: LaneSign): string {
    return this.colors.dim(this.lanes.gutter(run.runId, sign));
  }

  /** The columns that a line of this run has right of the lanes. */
  private roomOf(run: ShownRun, sign: LaneSign): number {
    return this.writer.columns - this.lanes.gutter(run.runId, sign).length;
  }
}
