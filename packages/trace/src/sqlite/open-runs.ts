import { recordOfDraft } from "../reducer/record-of-draft.js";
import { reduceEvents } from "../reducer/reduce-events.js";
import type { RunDraft } from "../reducer/run-draft.js";
import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { distinctionOf, isDelta } from "../store/event-kinds.js";
import type { EventLog } from "./event-log.js";
import type { RunTable } from "./run-table.js";

/** How many runs are remembered that have not ended: their events need not be read again for each portion that comes. */
const rememberedRuns = 10_000;

/** What is known of a run that is being written. */
export interface OpenRun {
  readonly runKey: number;
  readonly draft: RunDraft;
  readonly record: RunRecord;
  /** Its events, that none counts twice. */
  readonly seen: Set<string>;
}

/** What tells an event of a run from the others. */
export function markOf(event: TraceEvent): string {
  const distinction = distinctionOf(event);
  const mark = `${event.type} ${String(event.seq)}`;
  return distinction === "" ? mark : `${mark} ${distinction}`;
}

/** What is known of the runs that events come for. It is remembered while they run, as long as nobody else writes. */
export class OpenRuns {
  readonly #log: EventLog;
  readonly #runs: RunTable;
  readonly #open = new Map<string, OpenRun>();

  constructor(log: EventLog, runs: RunTable) {
    this.#log = log;
    this.#runs = runs;
  }

  forget(): void {
    this.#open.clear();
  }

  /** Those of the runs that are there. */
  recall(runIds: readonly string[]): ReadonlyMap<string, OpenRun> {
    const known = new Map<string, OpenRun>();
    const asked: string[] = [];
    for (const runId of runIds) {
      const open = this.#open.get(runId);
      if (open === undefined) asked.push(runId);
      else known.set(runId, open);
    }
    if (asked.length === 0) return known;
    const keys = this.#runs.find(asked);
    if (keys.size === 0) return known;
    const facts = this.#log.factsOfRuns([...keys.values()]);
    for (const [runId, runKey] of keys) {
      const open = openRun(runKey, facts.get(runKey) ?? []);
      if (open !== undefined) known.set(runId, open);
    }
    return known;
  }

  /** The oldest are forgotten first, and those that have ended at once: little comes after. */
  remember(run: OpenRun): void {
    const { runId, end } = run.draft;
    this.#open.delete(runId);
    if (end !== undefined) return;
    this.#open.set(runId, run);
    if (this.#open.size <= rememberedRuns) return;
    for (const oldest of this.#open.keys()) {
      this.#open.delete(oldest);
      return;
    }
  }
}

function openRun(runKey: number, events: readonly TraceEvent[]): OpenRun | undefined {
  const draft = draftWith(undefined, events);
  return draft && { runKey, draft, record: recordOfDraft(draft), seen: new Set(events.map(markOf)) };
}

/** Chunks are kept apart, they make no difference to a run whose start is known. */
export function draftWith(before: RunDraft | undefined, events: readonly TraceEvent[]): RunDraft | undefined {
  const isStarted = before?.start !== undefined || events.some(({ type }) => type.endsWith(".start"));
  const telling = isStarted ? events.filter((event) => !isDelta(event)) : events;
  const [first] = events;
  if (first === undefined || telling.length === 0) return before;
  const drafts = before === undefined ? new Map<string, RunDraft>() : new Map([[before.runId, before]]);
  return reduceEvents(drafts, telling).get(first.runId);
}
