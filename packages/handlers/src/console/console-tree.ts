import type { EarshotEvent, EventOf, Usage } from "@earshot/core/events";
import { createColors, type Colors, type Paint } from "../rendering/colors.js";
import { describeError, stackLines } from "../rendering/describe-error.js";
import { formatDuration } from "../rendering/format-duration.js";
import type { OutputStream } from "../rendering/output-stream.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";
import { statusMark } from "../rendering/status-mark.js";
import { sumUsage } from "../rendering/sum-usage.js";
import { textWidth } from "../rendering/text-width.js";
import { wrapText } from "../rendering/wrap-text.js";
import { endDetails, startDetail, usageDetails, type EndEvent, type StartEvent } from "./event-details.js";
import { noteOf } from "./event-notes.js";
import { fitDetails, joinDetails, type Detail } from "./fit-details.js";
import { Lanes, type LaneSign } from "./lanes.js";
import { LineWriter } from "./line-writer.js";
import { answerOf } from "./model-answer.js";
import { RunNames, fitName, type RunName } from "./run-names.js";
import { TextFlow, type Voice } from "./text-flow.js";
import type { Verbosity } from "./verbosity.js";

/** What is shown, and where. */
export interface ConsoleTreeOptions {
  readonly stream: OutputStream;
  readonly isColored: boolean;
  readonly verbosity: Verbosity;
  readonly showTokens: boolean;
}

/** An open run. */
interface OpenRun {
  readonly runId: string;
  readonly name: RunName;
  readonly start: StartEvent;
  readonly parent: OpenRun | undefined;
  /** False as long as its start has not been written. */
  isAnnounced: boolean;
  hasText: boolean;
  /** What the models in its tree used; kept by roots alone. */
  usages: Usage[];
}

/** What a line says: a head that is always whole, and details of which there may not be room for all. */
interface Line {
  readonly head: string;
  readonly details?: readonly Detail[];
  readonly gap?: string;
  readonly paint?: Paint;
}

const noDetails: readonly Detail[] = [];

/** Draws runs as they happen: turns events into lines. */
export class ConsoleTree {
  private readonly options: ConsoleTreeOptions;
  private readonly colors: Colors;
  private readonly plain: Paint = (text) => text;
  private readonly speaking: Voice = { paint: this.plain, label: "" };
  private readonly thinking: Voice;
  private readonly names = new RunNames();
  private readonly lanes = new Lanes();
  private readonly writer: LineWriter;
  private readonly text: TextFlow;
  private readonly runs = new Map<string, OpenRun>();
  private readonly shownErrors = new WeakSet<object>();

  constructor(options: ConsoleTreeOptions) {
    this.options = options;
    this.colors = createColors(options.isColored);
    this.thinking = { paint: this.colors.dim, label: options.isColored ? "" : "thinking: " };
    this.writer = new LineWriter(options.stream);
    this.text = new TextFlow(this.writer, { lanes: this.lanes, dim: this.colors.dim });
  }

  hear(event: EarshotEvent): void {
    switch (event.type) {
      case "chat_model.start":
      case "llm.start":
      case "chain.start":
      case "tool.start":
      case "retriever.start":
      case "embedding.start":
        return this.start(event);
      case "chat_model.delta":
      case "llm.delta":
        return this.delta(event);
      case "chat_model.end":
      case "llm.end":
      case "chain.end":
      case "tool.end":
      case "retriever.end":
      case "embedding.end":
        return this.end(event);
      default:
        return this.note(event);
    }
  }

  private get isQuiet(): boolean {
    return this.options.verbosity === "quiet";
  }

  private start(event: StartEvent): void {
    const { runId, parentRunId } = event;
    const parent = parentRunId === undefined ? undefined : this.runs.get(parentRunId);
    const run: OpenRun = {
      runId,
      name: this.names.take(sanitizeLine(event.name)),
      start: event,
      parent,
      isAnnounced: false,
      hasText: false,
      usages: [],
    };
    this.runs.set(runId, run);
    if (!this.isQuiet && !this.isBrief(run)) this.announce(run);
  }

  /** Prompts and parsers are done at once: one line tells all, when they end. */
  private isBrief({ start, parent }: OpenRun): boolean {
    if (this.options.verbosity === "verbose" || parent === undefined) return false;
    return start.runType === "prompt" || start.runType === "parser";
  }

  private announce(run: OpenRun): void {
    if (run.isAnnounced) return;
    if (run.parent !== undefined) this.announce(run.parent);
    run.isAnnounced = true;
    this.lanes.open(run.runId, run.parent?.runId);
    const { kind, runType } = run.start;
    const { bold, dim, cyan } = this.colors;
    const what = runType ?? kindNames[kind];
    const name = fitName(run.name, this.roomOf(run, "╭") - what.length - 1);
    const detail = startDetail(run.start, this.options.verbosity);
    const details = detail === "" ? noDetails : [{ text: detail, weight: "usual" } as const];
    this.line(run, "╭", { head: `${bold(name)} ${cyan(what)}`, details, paint: dim });
  }

  private delta(event: EventOf<"chat_model.delta" | "llm.delta">): void {
    const run = this.runs.get(event.runId);
    if (run === undefined || this.isQuiet || !this.options.showTokens) return;
    this.announce(run);
    if (event.parts.length === 0 && event.text !== "") this.write(run, event.text, this.speaking);
    for (const part of event.parts) {
      if (part.type === "text") this.write(run, part.text, this.speaking);
      else if (part.type === "reasoning") this.write(run, part.text, this.thinking);
    }
  }

  private write(run: OpenRun, text: string, voice: Voice): void {
    if (text !== "") run.hasText = true;
    this.text.write(run, text, voice);
  }

  private note(event: EarshotEvent): void {
    const run = this.runs.get(event.runId);
    const note = noteOf(event);
    if (run === undefined || note === undefined || this.isQuiet) return;
    this.announce(run);
    const { yellow, blue, dim } = this.colors;
    const paint = event.type === "run.retry" || event.type === "run.fallback" ? yellow : blue;
    this.line(run, "├", {
      head: paint(note.sign),
      gap: " ",
      details: [{ text: note.text, weight: "usual" }],
      paint: paint === yellow ? yellow : dim,
    });
  }

  private end(event: EndEvent): void {
    const run = this.runs.get(event.runId);
    if (run === undefined) return;
    this.count(run, event);
    if (this.options.showTokens && !this.isQuiet && !run.hasText) this.showAnswer(run, event);
    this.text.end(run.runId);
    const isNewError = event.status === "error" && !this.isShown(event.error);
    if (isNewError && !this.isQuiet) this.showError(run, event.error);
    if (!this.isQuiet || run.parent === undefined) this.showEnd(run, event);
    if (isNewError && this.isQuiet && run.parent === undefined) this.showError(run, event.error);
    this.lanes.close(run.runId);
    this.runs.delete(run.runId);
    this.names.release(run.name);
  }

  /** An answer that did not stream is written as if it had, at once. */
  private showAnswer(run: OpenRun, event: EndEvent): void {
    const answer = answerOf(event);
    if (answer === "") return;
    this.announce(run);
    this.write(run, answer, this.speaking);
  }

  private showError(run: OpenRun, error: unknown): void {
    if (typeof error === "object" && error !== null) this.shownErrors.add(error);
    if (!this.isQuiet) this.announce(run);
    const { red, dim } = this.colors;
    const [headline, ...causes] = describeError(error);
    this.line(run, "├", { head: red(this.isQuiet ? `  ${headline}` : headline) });
    for (const cause of causes) this.line(run, "│", { head: red(`  caused by ${cause}`) });
    if (this.options.verbosity !== "verbose") return;
    for (const frame of stackLines(error)) this.line(run, "│", { head: dim(`    ${frame}`) });
  }

  private showEnd(run: OpenRun, event: EndEvent): void {
    const { bold, dim } = this.colors;
    const { sign, word, paint } = statusMark(event.status, this.colors);
    const details = [
      ...this.timesOf(run, event),
      ...this.reasonOf(event),
      ...endDetails(event, this.options.verbosity),
    ];
    if (run.parent === undefined && run.usages.length > 1)
      details.push(...usageDetails(sumUsage(run.usages), " in all"));
    const outcome = word === "" ? "" : ` ${paint(word)}`;
    const facts = fitDetails(details, 0);
    const room = this.roomOf(run, "╰") - textWidth(`${sign} ${outcome}  ${facts}`);
    const head = `${paint(sign)} ${bold(fitName(run.name, room))}${outcome}`;
    const shown = { head, details, paint: dim };
    if (run.isAnnounced || run.parent === undefined) this.line(run, "╰", shown);
    else {
      this.announce(run.parent);
      this.line(run.parent, "├", shown);
    }
  }

  private timesOf(run: OpenRun, event: EndEvent): Detail[] {
    const times: Detail[] = [{ text: formatDuration(event.time - run.start.time), weight: "essential" }];
    if ("firstTokenAt" in event && event.firstTokenAt !== undefined) {
      times.push({ text: `first token ${formatDuration(event.firstTokenAt - run.start.time)}`, weight: "spare" });
    }
    return times;
  }

  /** Why a run was cancelled or interrupted, told once for each reason. */
  private reasonOf({ status, error }: EndEvent): Detail[] {
    if (status !== "cancelled" && status !== "interrupted") return [];
    if (error === undefined) return [{ text: "its consumer left early", weight: "usual" }];
    if (this.isShown(error)) return [];
    if (typeof error === "object" && error !== null) this.shownErrors.add(error);
    return [{ text: describeError(error)[0], weight: "usual" }];
  }

  private isShown(error: unknown): boolean {
    return typeof error === "object" && error !== null && this.shownErrors.has(error);
  }

  private count(run: OpenRun, event: EndEvent): void {
    if (!("usage" in event) || event.usage.source === "unavailable") return;
    let root = run;
    while (root.parent !== undefined) root = root.parent;
    root.usages.push(event.usage);
  }

  private gutterOf(run: OpenRun, sign: LaneSign): string {
    return this.isQuiet ? "" : this.lanes.gutter(run.runId, sign);
  }

  /** The columns that a line of this run has right of the lanes. */
  private roomOf(run: OpenRun, sign: LaneSign): number {
    return this.writer.columns - this.gutterOf(run, sign).length;
  }

  /** Details are cut to what fits in the terminal; when verbose, the line is followed by all of them, or at the end of a run led by them. */
  private line(run: OpenRun, sign: LaneSign, text: Line): void {
    const { head, details = noDetails, gap = "  ", paint = this.plain } = text;
    const start = this.colors.dim(this.gutterOf(run, sign)) + head;
    if (details.length === 0) return this.writer.line(start);
    const room = this.roomOf(run, sign) - textWidth(head) - gap.length;
    const isSpilled = this.options.verbosity === "verbose" && textWidth(joinDetails(details)) > room;
    if (!isSpilled) return this.writer.line(`${start}${gap}${paint(fitDetails(details, room))}`);
    const kept = details.filter(({ weight }) => weight === "essential");
    const lines = wrapText(
      joinDetails(details.filter(({ weight }) => weight !== "essential")),
      Math.max(this.roomOf(run, "│") - 2, 16),
    );
    const spill = () => {
      for (const line of lines) this.writer.line(`${this.colors.dim(this.gutterOf(run, "│"))}  ${paint(line)}`);
    };
    if (sign === "╰") spill();
    this.writer.line(kept.length === 0 ? start : `${start}${gap}${paint(fitDetails(kept, room))}`);
    if (sign !== "╰") spill();
  }
}

const kindNames: Readonly<Record<StartEvent["kind"], string>> = {
  chat_model: "model",
  llm: "model",
  chain: "chain",
  tool: "tool",
  retriever: "retriever",
  embedding: "embedding",
};
