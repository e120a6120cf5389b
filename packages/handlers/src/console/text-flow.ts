import type { Paint } from "../rendering/colors.js";
import { sanitizeText } from "../rendering/sanitize-text.js";
import { textWidth } from "../rendering/text-width.js";
import { lineLength } from "../rendering/wrap-text.js";
import type { Lanes } from "./lanes.js";
import type { LineWriter } from "./line-writer.js";
import { fitName, type RunName } from "./run-names.js";

/** How text is said: in which colour, and, where that would not show, with what before each line. */
export interface Voice {
  readonly paint: Paint;
  readonly label: string;
}

/** A run whose text flows. */
interface Flow {
  readonly name: string;
  /** What waits for the end of its line, while others flow as well. */
  held: string;
  voice: Voice;
}

const longestLabel = 32;
/** Many lanes leave little room on a narrow terminal: then lines run over, as words of two letters could not be read. */
const shortestLine = 10;

/** A line of held text is let go at this length, though it has not ended. */
const heldLength = 72;

/**
 * The text that models stream. One run's text is written as it comes; while several runs stream, each one's is written line by
 * line, so that their words don't mix. Where a line's place does not say whose text it is, the run's name does.
 */
export class TextFlow {
  private readonly flows = new Map<string, Flow>();
  private readonly writer: LineWriter;
  private readonly lanes: Lanes;
  private readonly dim: Paint;

  constructor(writer: LineWriter, options: { readonly lanes: Lanes; readonly dim: Paint }) {
    this.writer = writer;
    this.lanes = options.lanes;
    this.dim = options.dim;
  }

  write(run: { readonly runId: string; readonly name: RunName }, text: string, voice: Voice): void {
    if (text === "") return;
    const { runId, name } = run;
    let flow = this.flows.get(runId);
    if (flow === undefined) this.flows.set(runId, (flow = { name: fitName(name, longestLabel), held: "", voice }));
    if (flow.voice !== voice) {
      this.release(runId, flow, flow.held.length);
      if (this.writer.isGrowing(runId)) this.writer.end();
      flow.voice = voice;
    }
    flow.held += sanitizeText(text);
    this.release(runId, flow, this.flows.size === 1 ? flow.held.length : wholeLines(flow.held));
  }

  /** Writes what is held back and ends the run's line. */
  end(runId: string): void {
    const flow = this.flows.get(runId);
    if (flow === undefined) return;
    this.release(runId, flow, flow.held.length);
    if (this.writer.isGrowing(runId)) this.writer.end();
    this.flows.delete(runId);
  }

  /** {@link end} for all runs. */
  endAll(): void {
    for (const runId of this.flows.keys()) this.end(runId);
  }

  private release(runId: string, flow: Flow, length: number): void {
    if (length === 0) return;
    const ready = flow.held.slice(0, length);
    flow.held = flow.held.slice(length);
    const [first = "", ...lines] = ready.split("\n");
    this.append(runId, flow, first);
    for (const line of lines) {
      if (!this.writer.isGrowing(runId)) this.begin(runId, flow); // an empty line of its own
      this.writer.end();
      this.append(runId, flow, line);
    }
  }

  private append(runId: string, flow: Flow, text: string): void {
    let rest = text;
    let isFresh = false;
    while (rest !== "") {
      if (!this.writer.isGrowing(runId)) this.begin(runId, flow);
      const length = lineLength(rest, isFresh ? Math.max(this.writer.room, shortestLine) : this.writer.room, isFresh);
      if (length > 0) {
        const line = rest.slice(0, length);
        this.writer.grow(flow.voice.paint(line), textWidth(line));
      }
      if (length === rest.length) return;
      this.begin(runId, flow);
      isFresh = true;
      rest = rest.slice(length).trimStart();
    }
  }

  private begin(runId: string, flow: Flow): void {
    const gutter = this.lanes.gutter(runId, "│");
    const name = this.flows.size > 1 || !this.lanes.isLast(runId) ? `${flow.name}: ` : "";
    const start = gutter + name + flow.voice.label;
    this.writer.begin(runId, { text: this.dim(start), width: textWidth(start) });
  }
}

/** How much of a held text can be written now. */
function wholeLines(text: string): number {
  const end = text.lastIndexOf("\n") + 1;
  const rest = text.length - end;
  if (rest <= heldLength) return end;
  const space = text.lastIndexOf(" ");
  return space > end ? space + 1 : end;
}
