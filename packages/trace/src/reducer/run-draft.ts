import type { TraceEvent, TraceFeedback } from "../schema/trace-event.js";

/** What is known of one run so far. Whatever order its events come in, and however often, they come to the same draft. */
export interface RunDraft {
  readonly runId: string;
  readonly rootRunId: string;
  /** The event with the lowest `seq`: what is known of a run whose start was not heard. */
  readonly first: TraceEvent;
  readonly start?: TraceEvent;
  readonly end?: TraceEvent;
  /** Chunks by their index, as long as there is no end: the end says the whole. */
  readonly deltas: ReadonlyMap<number, TraceEvent>;
  /** `seq` of each retry. */
  readonly retries: ReadonlySet<number>;
  /** By its id the latest, removed ones included: what was said before it may yet come. */
  readonly feedback: ReadonlyMap<string, TraceEvent & { readonly feedback: TraceFeedback }>;
}

const nothing: ReadonlyMap<never, never> = new Map<never, never>();
const noRetries: ReadonlySet<number> = new Set();

/** A run of which nothing but this event is known. */
export function draftOf(event: TraceEvent): RunDraft {
  const { runId, rootRunId } = event;
  const blank = { runId, rootRunId, first: event, deltas: nothing, retries: noRetries, feedback: nothing };
  return withEvent(blank, event);
}

/**
 * The draft with one event more; the same object if the event says nothing new. Maps of chunks that are in `own` were made by who asks, and nobody else
 * has them: they are added to where they are, or an answer of many chunks would be copied with each.
 */
export function withEvent(draft: RunDraft, event: TraceEvent, own?: Set<unknown>): RunDraft {
  const known = isEarlier(event, draft.first) ? { ...draft, first: event } : draft;
  if (event.type === "run.feedback") return withFeedback(known, event);
  if (event.type === "run.retry")
    return known.retries.has(event.seq) ? known : { ...known, retries: new Set([...known.retries, event.seq]) };
  if (event.type.endsWith(".start"))
    return known.start === undefined || isEarlier(event, known.start) ? { ...known, start: event } : known;
  if (event.type.endsWith(".end"))
    // A run ends once. Should a broken source say it twice, its first end counts: what followed was not of this run.
    return known.end === undefined || isEarlier(event, known.end) ? { ...known, end: event, deltas: nothing } : known;
  if (event.type.endsWith(".delta") && known.end === undefined) return withDelta(known, event, own);
  return known;
}

function withDelta(draft: RunDraft, event: TraceEvent, own?: Set<unknown>): RunDraft {
  const index = event.index ?? event.seq;
  const there = draft.deltas.get(index);
  if (there !== undefined && !isEarlier(event, there)) return draft;
  if (own?.has(draft.deltas) === true) {
    (draft.deltas as Map<number, TraceEvent>).set(index, event);
    return draft;
  }
  const deltas = new Map(draft.deltas).set(index, event);
  own?.add(deltas);
  return { ...draft, deltas };
}

function withFeedback(draft: RunDraft, event: TraceEvent): RunDraft {
  const { feedback } = event;
  if (feedback === undefined) return draft;
  const there = draft.feedback.get(feedback.feedbackId);
  if (there !== undefined && !isLater(event, there)) return draft;
  return { ...draft, feedback: new Map(draft.feedback).set(feedback.feedbackId, { ...event, feedback }) };
}

/** By `seq`, and where two sources numbered alike, by what distinguishes them: any order will do, as long as it is one. */
function isEarlier(left: TraceEvent, right: TraceEvent): boolean {
  // The first event of a run is told apart from itself: no need to write it out.
  if (left === right) return false;
  if (left.seq !== right.seq) return left.seq < right.seq;
  if (left.time !== right.time) return left.time < right.time;
  return textOf(left) < textOf(right);
}

/** Feedback comes from outside of the run, which numbers it by nobody: the clock decides. */
function isLater(left: TraceEvent, right: TraceEvent): boolean {
  return left.time === right.time ? textOf(left) > textOf(right) : left.time > right.time;
}

const textOf = (event: TraceEvent): string => JSON.stringify(event);
