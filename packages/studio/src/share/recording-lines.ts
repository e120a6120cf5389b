import type { TraceEvent } from "@earshot/trace";
import { payloadOf } from "./fields.js";

/** The version of the form of event lines that recordings are in. */
const schemaVersion = 1;

/** Facts of the trace alone, or said again by the payload. */
const traceFacts = new Set([
  "payload",
  "source",
  "text",
  "error",
  "usage",
  "cost",
  "model",
  "provider",
  "feedback",
  "runId",
  "parentRunId",
  "rootRunId",
]);

/**
 * The calls of models that are among these runs as a recording of `@earshot/testing`: runs are called `r1`, `r2` … in the order of their events, and times count from the
 * first. Calls that have no end are left out, since nothing could be answered from them.
 */
export async function* recordingLines(
  events: AsyncIterable<TraceEvent>,
  within: ReadonlySet<string>,
): AsyncGenerator<string> {
  const begun = new Map<string, TraceEvent[]>();
  const whole: TraceEvent[] = [];
  for await (const event of events) {
    const isModel = event.kind === "chat_model" || event.kind === "llm";
    if (!isModel || !within.has(event.runId) || event.type === "run.feedback") continue;
    const call = begun.get(event.runId);
    if (event.type.endsWith(".start")) begun.set(event.runId, [event]);
    if (call === undefined || event.type.endsWith(".start")) continue;
    call.push(event);
    if (!event.type.endsWith(".end")) continue;
    begun.delete(event.runId);
    for (const each of call) whole.push(each);
  }
  const labels = new Map<string, string>();
  const label = (runId: string): string => {
    const known = labels.get(runId) ?? `r${labels.size + 1}`;
    labels.set(runId, known);
    return known;
  };
  const startedAt = whole.reduce((earliest, { time }) => Math.min(earliest, time), Infinity);
  for (const event of whole.sort((left, right) => left.seq - right.seq)) yield lineOf(event, { label, startedAt });
}

interface Labelling {
  readonly label: (runId: string) => string;
  readonly startedAt: number;
}

function lineOf(event: TraceEvent, { label, startedAt }: Labelling): string {
  const facts = Object.entries(event).filter(([key]) => !traceFacts.has(key));
  const line: Record<string, unknown> = {
    schemaVersion,
    ...Object.fromEntries(facts),
    ...payloadOf(event),
    runId: label(event.runId),
    rootRunId: label(event.runId),
    time: event.time - startedAt,
  };
  if (event.firstTokenAt !== undefined) line["firstTokenAt"] = event.firstTokenAt - startedAt;
  return `${JSON.stringify(line)}\n`;
}
