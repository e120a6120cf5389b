import type { EarshotEvent } from "@earshot/core/events";

/** A run as it was heard: its own events, and the runs below it in the order in which they started. */
export interface HeardRun {
  readonly runId: string;
  /** Absent if its start was not heard. */
  start?: EarshotEvent;
  end?: EarshotEvent;
  /** Places of its start and end among all events; what has not ended goes on for ever. */
  readonly from: number;
  to: number;
  /** What it said in between. */
  readonly events: EarshotEvent[];
  readonly children: HeardRun[];
}

/** The trees that events tell of; a run whose parent was not heard is a root. */
export function heardRuns(events: readonly EarshotEvent[]): HeardRun[] {
  const runs = new Map<string, HeardRun>();
  const roots: HeardRun[] = [];
  for (const [place, event] of events.entries()) {
    let run = runs.get(event.runId);
    if (run === undefined) {
      run = { runId: event.runId, from: place, to: Number.POSITIVE_INFINITY, events: [], children: [] };
      runs.set(event.runId, run);
      const parent = event.parentRunId === undefined ? undefined : runs.get(event.parentRunId);
      (parent?.children ?? roots).push(run);
    }
    if (event.type.endsWith(".start")) run.start ??= event;
    else if (event.type.endsWith(".end")) {
      run.end ??= event;
      run.to = Math.min(run.to, place);
    } else run.events.push(event);
  }
  return roots;
}

/** What any of its events says of the run. */
export function factsOf({ start, end, events }: HeardRun): EarshotEvent {
  return (start ?? end ?? events[0]) as EarshotEvent;
}
