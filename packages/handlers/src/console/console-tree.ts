import type { EarshotEvent, EventOf, Usage } from "@earshot/core/events";
import { createColors, type Colors, type Paint } from "../rendering/colors.js";
import { describeError, stackLines } from "../rendering/describe-error.js";
import { formatDuration } from "../rendering/format-duration.js";
import { formatUsage } from "../rendering/format-usage.js";
import type { OutputStream } from "../rendering/output-stream.js";
import { clip } from "../rendering/preview.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";
import { statusMark } from "../rendering/status-mark.js";
import { sumUsage } from "../rendering/sum-usage.js";
import { endDetails, startDetail, type EndEvent, type StartEvent } from "./event-details.js";
import { noteOf } from "./event-notes.js";
import { Lanes, type LaneSign } from "./lanes.js";
import { LineWriter } from "./line-writer.js";
import { answerOf } from "./model-answer.js";
import { TextFlow } from "./text-flow.js";
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
  readonly name: string;
  readonly start: StartEvent;
  readonly parent: OpenRun | undefined;
  /** False as long as its start has not been written. */
  isAnnounced: boolean;
  hasText: boolean;
  /** What the models in its tree used; kept by roots alone. */
  usages: Usage[];
}

/** What a line says: a head that is always whole, and details that may be cut. */
interface Line {
  readonly head: string;
  readonly detail?: string;
  readonly gap?: string;
  readonly paint?: Paint;
}

/** Draws runs as they happen: turns events into lines. */
export class ConsoleTree {
  private readonly options: ConsoleTreeOptions;
  private readonly colors: Colors;
  private readonly thinking: Paint;
  private readonly plain: Paint = (text) => text;
  private readonly lanes = new Lanes();
  private readonly writer: LineWriter;
  private readonly text: TextFlow;
  private readonly runs = new Map<string, OpenRun>();
  private readonly shownErrors = new WeakSet<object>();

  constructor(options: ConsoleTreeOptions) {
    this.options = options;
    this.colors = createColors(options.isColored);
    this.thinking = (text) => this.colors.dim(text);
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
      name: sanitizeLine(event.name),
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
    const head = `${bold(run.name)} ${cyan(runType ?? kindNames[kind])}`;
    this.line(run, "╭", { head, detail: startDetail(run.start, this.options.verbosity), paint: dim });
  }

  private delta(event: EventOf<"chat_model.delta" | "llm.delta">): void {
    const run = this.runs.get(event.runId);
    if (run === undefined || this.isQuiet || !this.options.showTokens) return;
    this.announce(run);
    if (event.parts.length === 0 && event.text !== "") this.write(run, event.text, this.plain);
    for (const part of event.parts) {
      if (part.type === "text") this.write(run, part.text, this.plain);
      else if (part.type === "reasoning") this.write(run, part.text, this.thinking);
    }
  }

  private write(run: OpenRun, text: string, paint: Paint): void {
    if (text !== "") run.hasText = true;
    this.text.write(run, text, paint);
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
      detail: note.text,
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
  }

  /** An answer that did not stream is written as if it had, at once. */
  private showAnswer(run: OpenRun, event: EndEvent): void {
    const answer = answerOf(event);
    if (answer === "") return;
    this.announce(run);
    this.write(run, answer, this.plain);
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
      details.push(`${formatUsage(sumUsage(run.usages)) ?? ""} in all`);
    const head = `${paint(sign)} ${bold(run.name)}${word === "" ? "" : ` ${paint(word)}`}`;
    const shown = { head, detail: details.join(" · "), paint: dim };
    if (run.isAnnounced || run.parent === undefined) this.line(run, "╰", shown);
    else {
      this.announce(run.parent);
      this.line(run.parent, "├", shown);
    }
  }

  private timesOf(run: OpenRun, event: EndEvent): string[] {
    const times = [formatDuration(event.time - run.start.time)];
    if ("firstTokenAt" in event && event.firstTokenAt !== undefined) {
      times.push(`first token ${formatDuration(event.firstTokenAt - run.start.time)}`);
    }
    return times;
  }

  /** Why a run was cancelled or interrupted, told once for each reason. */
  private reasonOf({ status, error }: EndEvent): string[] {
    if (status !== "cancelled" && status !== "interrupted") return [];
    if (error === undefined) return ["its consumer left early"];
    if (this.isShown(error)) return [];
    if (typeof error === "object" && error !== null) this.shownErrors.add(error);
    return [describeError(error)[0]];
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

  /** `detail` is cut to what fits in the terminal. */
  private line(run: OpenRun, sign: LaneSign, text: Line): void {
    const gutter = this.isQuiet ? "" : this.lanes.gutter(run.runId, sign);
    const { head, detail = "", gap = "  ", paint = this.plain } = text;
    if (detail === "") return this.writer.line(this.colors.dim(gutter) + head);
    const room = this.writer.columns - gutter.length - visibleLength(head) - gap.length;
    this.writer.line(`${this.colors.dim(gutter)}${head}${gap}${paint(clip(detail, Math.max(room, 16)))}`);
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

function visibleLength(painted: string): number {
  // oxlint-disable-next-line no-control-regex -- our own colour codes take no room
  return painted.replaceAll(/\u001B\[\d+m/gu, "").length;
}
