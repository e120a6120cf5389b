import type { TraceEvent } from "../schema/trace-event.js";

/** What an example says beyond the usual. */
type Said = Partial<TraceEvent>;

/** Example events of one run. */
export interface ExampleRun {
  start(said?: Said): TraceEvent;
  delta(index: number, text: string): TraceEvent;
  end(said?: Said): TraceEvent;
  feedback(feedbackId: string, said?: Said): TraceEvent;
}

/**
 * A chat model's run that begins at `facts.time`, or at 1,000: its start has the `seq` given or 0, its end 1,000 more.
 */
export function exampleRun(runId: string, facts: Said = {}): ExampleRun {
  const { seq = 0, time = 1000 } = facts;
  const usual = {
    runId,
    rootRunId: runId,
    kind: "chat_model",
    name: "ask",
    tags: [],
    metadata: {},
    visibility: "user",
    source: "earshot",
    ...facts,
  } as const;
  const event = (type: string, said: Said): TraceEvent => ({
    ...usual,
    type: type as TraceEvent["type"],
    seq,
    time,
    ...said,
  });
  return {
    start: (said = {}) => event(`${usual.kind}.start`, said),
    delta: (index, text) => event(`${usual.kind}.delta`, { seq: seq + 1 + index, time: time + 1 + index, index, text }),
    end: (said = {}) => event(`${usual.kind}.end`, { seq: seq + 1000, time: time + 30, status: "ok", ...said }),
    feedback: (feedbackId, said = {}) =>
      event("run.feedback", {
        seq: seq + 2000,
        time: time + 60,
        feedback: { feedbackId, key: "good", score: 1 },
        ...said,
      }),
  };
}

/** A run's start and end. */
export function wholeRun(runId: string, facts: Said = {}, ending: Said = {}): readonly TraceEvent[] {
  const run = exampleRun(runId, facts);
  return [run.start(), run.end(ending)];
}
