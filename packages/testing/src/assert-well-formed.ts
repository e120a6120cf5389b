import type { EarshotEvent } from "@earshot/core/events";
import type { Heard } from "./matchers/event-pattern.js";
import { eventsOf } from "./matchers/events-of.js";
import { MalformedEventsError } from "./malformed-events-error.js";

/** What {@link assertWellFormed} takes for granted. */
export interface WellFormedOptions {
  /** True while runs are still under way: a run without an end is then fine. Default false. */
  readonly isPartial?: boolean;
}

/** A run as far as its events have told of it. */
interface HeardRun {
  readonly start: EarshotEvent;
  isEnded: boolean;
}

const statuses = new Set(["ok", "error", "cancelled", "interrupted"]);

/**
 * Checks what holds for any run, given all events that one handler heard, in the order it heard them: one start and one end a run,
 * nothing before the start or after the end, `seq` strictly rising within each root run, children started within and ended before
 * their parents, facts that stay the same, a known status, frozen events. Runs of several roots may be interleaved.
 *
 * @throws {MalformedEventsError} with every violation
 */
export function assertWellFormed(heard: Heard, options: WellFormedOptions = {}): void {
  const violations: string[] = [];
  const runs = new Map<string, HeardRun>();
  const lastSeq = new Map<string, number>();
  const report = (event: EarshotEvent, message: string): void => {
    violations.push(`${event.type} of "${event.name}" (seq ${event.seq}, run ${event.runId}): ${message}`);
  };
  for (const event of eventsOf(heard)) {
    checkSequence(event, lastSeq, report);
    checkRun(event, runs, report);
  }
  if (options.isPartial !== true) {
    for (const { start, isEnded } of runs.values()) if (!isEnded) report(start, "the run never ended");
  }
  if (violations.length > 0) throw new MalformedEventsError(violations);
}

type Report = (event: EarshotEvent, message: string) => void;

function checkSequence(event: EarshotEvent, lastSeq: Map<string, number>, report: Report): void {
  const last = lastSeq.get(event.rootRunId);
  if (last !== undefined && event.seq <= last) report(event, `seq does not rise, the one before had ${last}`);
  lastSeq.set(event.rootRunId, event.seq);
  if (!Object.isFrozen(event)) report(event, "the event is not frozen");
}

function checkRun(event: EarshotEvent, runs: Map<string, HeardRun>, report: Report): void {
  const heard = runs.get(event.runId);
  if (event.type.endsWith(".start")) {
    if (heard !== undefined) report(event, "the run had started before");
    else runs.set(event.runId, { start: event, isEnded: false });
    checkParent(event, runs, report);
    return;
  }
  if (heard === undefined) {
    report(event, "the run had not started");
    return;
  }
  if (heard.isEnded) report(event, "the run had ended before");
  checkFacts(event, heard.start, report);
  if (event.type.endsWith(".end")) {
    checkEnd(event, runs, report);
    heard.isEnded = true;
  }
}

function checkParent(event: EarshotEvent, runs: Map<string, HeardRun>, report: Report): void {
  if (event.parentRunId === undefined) {
    if (event.rootRunId !== event.runId) report(event, "it has no parent, but is not its own root");
    return;
  }
  // A handler that is attached to one object alone hears runs whose parents it does not.
  const parent = runs.get(event.parentRunId);
  if (parent === undefined) return;
  if (parent.isEnded) report(event, "its parent had ended before it started");
  if (parent.start.rootRunId !== event.rootRunId) report(event, "its root is not its parent's");
}

function checkEnd(event: EarshotEvent, runs: Map<string, HeardRun>, report: Report): void {
  const { status } = event as { readonly status?: string };
  if (status === undefined || !statuses.has(status)) report(event, `its status is ${String(status)}`);
  for (const { start, isEnded } of runs.values()) {
    if (start.parentRunId === event.runId && !isEnded)
      report(event, `its child "${start.name}" (run ${start.runId}) is still open`);
  }
}

const facts = ["parentRunId", "rootRunId", "kind", "runType", "name", "visibility"] as const;

function checkFacts(event: EarshotEvent, start: EarshotEvent, report: Report): void {
  for (const fact of facts)
    if (event[fact] !== start[fact]) report(event, `its ${fact} differs from that of its start`);
}
