import type { EarshotEvent, EventOf } from "@earshot/core/events";
import { createColors, type Colors } from "../rendering/colors.js";
import { describeError, stackLines } from "../rendering/describe-error.js";
import type { ShownCost } from "../rendering/format-cost.js";
import { formatDuration } from "../rendering/format-duration.js";
import { statusMark } from "../rendering/status-mark.js";
import { sumUsage } from "../rendering/sum-usage.js";
import type { Display } from "./display.js";
import { endDetails, startDetail, usageDetails, type EndEvent, type StartEvent } from "./event-details.js";
import { noteOf } from "./event-notes.js";
import type { Detail } from "./fit-details.js";
import { answerOf, countChunk } from "./model-answer.js";
import type { RunFilter } from "./run-filter.js";
import { RunPlaces } from "./run-places.js";
import { topOf, type ShownRun } from "./shown-run.js";
import type { Statement } from "./statement.js";
import type { Voice } from "./text-flow.js";
import type { Verbosity } from "./verbosity.js";

/** What is told, and how. */
export interface NarratorOptions {
  readonly isColored: boolean;
  readonly verbosity: Verbosity;
  readonly showTokens: boolean;
  readonly filter: RunFilter | undefined;
  readonly costOf: ((runId: string) => ShownCost | undefined) | undefined;
}

/** Tells what happens: turns events into statements about runs, and leaves to a display how they are shown. */
export class Narrator {
  private readonly display: Display;
  private readonly verbosity: Verbosity;
  private readonly isQuiet: boolean;
  private readonly speaks: boolean;
  private readonly colors: Colors;
  private readonly speaking: Voice = { paint: (text) => text, label: "" };
  private readonly thinking: Voice;
  private readonly places: RunPlaces;
  private readonly costOf: NarratorOptions["costOf"];
  private readonly shownErrors = new WeakSet<object>();

  constructor(display: Display, options: NarratorOptions) {
    this.display = display;
    this.verbosity = options.verbosity;
    this.isQuiet = options.verbosity === "quiet";
    this.speaks = options.showTokens && !this.isQuiet;
    this.colors = createColors(options.isColored);
    this.thinking = { paint: this.colors.dim, label: options.isColored ? "" : "thinking: " };
    this.places = new RunPlaces(options.filter);
    this.costOf = options.costOf;
  }

  hear(event: EarshotEvent): void {
    switch (event.type) {
      case "chat_model.start":
      case "llm.start":
      case "chain.start":
      case "tool.start":
      case "retriever.start":
      case "embedding.start":
        this.start(event);
        break;
      case "chat_model.delta":
      case "llm.delta":
        this.delta(event);
        break;
      case "chat_model.end":
      case "llm.end":
      case "chain.end":
      case "tool.end":
      case "retriever.end":
      case "embedding.end":
        this.end(event);
        break;
      default:
        this.note(event);
    }
    this.display.throwFailure();
  }

  private start(event: StartEvent): void {
    const run = this.places.open(event);
    if (run === undefined) return;
    if (this.isQuiet) {
      if (run.parent === undefined) this.display.open(run);
      return;
    }
    run.heading = this.headingOf(run, event);
    if (!this.isBrief(run, event)) this.announce(run);
  }

  /** Prompts and parsers are done at once: one line tells all, when they end. */
  private isBrief({ parent }: ShownRun, { runType }: StartEvent): boolean {
    if (this.verbosity === "verbose" || parent === undefined) return false;
    return runType === "prompt" || runType === "parser";
  }

  private headingOf({ name, what }: ShownRun, event: StartEvent): Statement {
    const { dim, cyan } = this.colors;
    const detail = startDetail(event, this.verbosity);
    const details: readonly Detail[] = detail === "" ? [] : [{ text: detail, weight: "usual" }];
    return { sign: "╭", name, tail: ` ${cyan(what)}`, details, paint: dim };
  }

  private announce(run: ShownRun): void {
    if (run.isAnnounced) return;
    if (run.parent !== undefined) this.announce(run.parent);
    run.isAnnounced = true;
    this.display.open(run, run.heading);
  }

  private delta(event: EventOf<"chat_model.delta" | "llm.delta">): void {
    const run = this.places.shown(event.runId);
    if (run === undefined) return;
    countChunk(run.progress, event);
    if (!this.speaks) return;
    this.announce(run);
    if (event.parts.length === 0) return this.speak(run, event.text, this.speaking);
    for (const part of event.parts) {
      if (part.type === "text") this.speak(run, part.text, this.speaking);
      else if (part.type === "reasoning") this.speak(run, part.text, this.thinking);
    }
  }

  private speak(run: ShownRun, text: string, voice: Voice): void {
    if (text === "") return;
    run.hasText = true;
    this.display.speak(run, text, voice);
  }

  private note(event: EarshotEvent): void {
    const run = this.places.shown(event.runId);
    const note = noteOf(event);
    if (run === undefined || note === undefined || this.isQuiet) return;
    if (this.verbosity !== "verbose" && isToldByRuns(event)) return;
    this.announce(run);
    const { yellow, blue, dim } = this.colors;
    const isWarning = event.type === "run.retry" || event.type === "run.fallback";
    this.display.say(run, {
      sign: "├",
      lead: (isWarning ? yellow : blue)(note.sign),
      gap: " ",
      details: [{ text: note.text, weight: "usual" }],
      paint: isWarning ? yellow : dim,
    });
  }

  private end(event: EndEvent): void {
    const nearest = this.places.nearest(event.runId);
    if (nearest !== undefined) this.count(nearest, event);
    const run = this.places.shown(event.runId);
    if (run !== undefined) this.tellEnd(run, event);
    this.places.close(event.runId);
  }

  private tellEnd(run: ShownRun, event: EndEvent): void {
    const isRoot = run.parent === undefined;
    if (this.isQuiet && !isRoot) return;
    if (this.speaks && !run.hasText) this.speakAnswer(run, event);
    const error = event.status === "error" && this.isNew(event.error) ? this.errorLines(event.error) : [];
    if (this.isQuiet) return this.display.close(run, [this.endingOf(run, event), ...error]);
    if (error.length > 0 || isRoot) this.announce(run);
    const ending = this.endingOf(run, event);
    if (run.isAnnounced) return this.display.close(run, [...error, ending]);
    if (run.parent === undefined) return;
    this.announce(run.parent);
    this.display.say(run.parent, { ...ending, sign: "├" });
  }

  /** An answer that did not stream is told as if it had, at once. */
  private speakAnswer(run: ShownRun, event: EndEvent): void {
    const answer = answerOf(event);
    if (answer === "") return;
    this.announce(run);
    this.speak(run, answer, this.speaking);
  }

  private errorLines(error: unknown): Statement[] {
    const { red, dim } = this.colors;
    const [headline, ...causes] = describeError(error);
    const lines: Statement[] = [{ sign: "├", lead: red(this.isQuiet ? `  ${headline}` : headline) }];
    for (const cause of causes) lines.push({ sign: "│", lead: red(`  caused by ${cause}`) });
    if (this.verbosity === "verbose")
      for (const frame of stackLines(error)) lines.push({ sign: "│", lead: dim(`    ${frame}`) });
    return lines;
  }

  private endingOf(run: ShownRun, event: EndEvent): Statement {
    const { sign, word, paint } = statusMark(event.status, this.colors);
    const { verbosity } = this;
    const cost = this.costOf?.(event.runId);
    const details = [...timesOf(run, event), ...this.reasonOf(event), ...endDetails(event, { verbosity, cost })];
    if (run.parent === undefined && run.usages.length > 1)
      details.push(...usageDetails(sumUsage(run.usages), { cost, suffix: " in all" }));
    const tail = word === "" ? "" : ` ${paint(word)}`;
    return { sign: "╰", lead: `${paint(sign)} `, name: run.name, tail, details, paint: this.colors.dim };
  }

  /** Why a run was cancelled or interrupted, told once for each reason. */
  private reasonOf({ status, error }: EndEvent): Detail[] {
    if (status !== "cancelled" && status !== "interrupted") return [];
    if (error === undefined) return [{ text: "its consumer left early", weight: "usual" }];
    return this.isNew(error) ? [{ text: describeError(error)[0], weight: "usual" }] : [];
  }

  /** True the first time that it is asked about an error. */
  private isNew(error: unknown): boolean {
    if (typeof error !== "object" || error === null) return true;
    if (this.shownErrors.has(error)) return false;
    this.shownErrors.add(error);
    return true;
  }

  private count(run: ShownRun, event: EndEvent): void {
    if (!("usage" in event) || event.usage.source === "unavailable") return;
    topOf(run).usages.push(event.usage);
  }
}

/** What an agent does is seen by what it calls: a tool's run has its arguments, a model's its answer. */
function isToldByRuns({ type }: EarshotEvent): boolean {
  return type === "agent.action" || type === "agent.finish";
}

function timesOf(run: ShownRun, event: EndEvent): Detail[] {
  const times: Detail[] = [{ text: formatDuration(event.time - run.startedAt), weight: "essential" }];
  if ("firstTokenAt" in event && event.firstTokenAt !== undefined) {
    times.push({ text: `first token ${formatDuration(event.firstTokenAt - run.startedAt)}`, weight: "spare" });
  }
  return times;
}
