import { recordOfDraft } from "../reducer/record-of-draft.js";
import { reduceEvents } from "../reducer/reduce-events.js";
import type { RunDraft } from "../reducer/run-draft.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { isDelta } from "../store/event-kinds.js";
import { groupBy } from "../store/group-by.js";
import type { EventLog, LoggedEvent } from "./event-log.js";
import type { RunTable } from "./run-table.js";

/** How many runs are remembered that have not ended: their events need not be read again for each portion that comes. */
const rememberedRuns = 10_000;

/** Takes events into the log, and brings the runs that they are about up to date. To be called within a transaction. */
export class TraceWriter {
  readonly #log: EventLog;
  readonly #runs: RunTable;
  readonly #drafts = new Map<string, RunDraft>();

  constructor(log: EventLog, runs: RunTable) {
    this.#log = log;
    this.#runs = runs;
  }

  /** Somebody else wrote. */
  forget(): void {
    this.#drafts.clear();
  }

  write(events: readonly TraceEvent[]): void {
    const changed = new Set<string>();
    for (const [runId, ofRun] of groupBy(events, (event) => event.runId))
      if (this.#writeRun(runId, ofRun)) for (const { rootRunId } of ofRun) changed.add(rootRunId);
    for (const rootRunId of changed) this.#runs.settle(rootRunId);
  }

  /** Answers whether something was new. */
  #writeRun(runId: string, events: readonly TraceEvent[]): boolean {
    const before = this.#drafts.get(runId) ?? draftFrom(runId, this.#log.factsOfRun(runId));
    const hadEnded = before?.end !== undefined;
    const ends = hadEnded || events.some(({ type }) => type.endsWith(".end"));
    const fresh = events
      .filter((event) => !ends || !isDelta(event))
      .map((event) => this.#log.add(event))
      .filter((logged) => logged !== undefined);
    const last = fresh.at(-1);
    if (last === undefined) return false;
    const after = draftFrom(
      runId,
      fresh.map(({ event }) => event),
      before,
    );
    if (after === undefined) return false;
    if (ends && !hadEnded && before !== undefined && before.deltas.size > 0) this.#log.dropDeltas(runId);
    this.#runs.write(recordOfDraft(after), changedAt(fresh));
    this.#remember(after);
    return true;
  }

  #remember(draft: RunDraft): void {
    this.#drafts.delete(draft.runId);
    if (draft.end !== undefined) return;
    this.#drafts.set(draft.runId, draft);
    if (this.#drafts.size <= rememberedRuns) return;
    for (const oldest of this.#drafts.keys()) {
      this.#drafts.delete(oldest);
      return;
    }
  }
}

function draftFrom(runId: string, events: readonly TraceEvent[], before?: RunDraft): RunDraft | undefined {
  const known = before === undefined ? new Map<string, RunDraft>() : new Map([[runId, before]]);
  return reduceEvents(known, events).get(runId);
}

/** Chunks alone are no change of a run: those who follow get them as they are. */
function changedAt(fresh: readonly LoggedEvent[]): number {
  return Math.max(0, ...fresh.filter(({ event }) => !isDelta(event)).map(({ position }) => position));
}
