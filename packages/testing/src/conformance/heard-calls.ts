import type { EarshotEvent, RunStatus } from "@earshot/core/events";
import type { RunnableConfig } from "@earshot/core/runnables";
import { assertWellFormed } from "../assert-well-formed.js";
import { recordingHandler, type RecordingHandler } from "../recording-handler.js";
import { ConformanceError } from "./conformance-error.js";
import { rejectionOf, within } from "./time-limits.js";

/** The end of any run. */
export type EndEvent = Extract<EarshotEvent, { readonly status: RunStatus }>;

/** What was heard of a call: well-formed, with a start and an end. */
export interface HeardCall {
  readonly recording: RecordingHandler;
  /** The first. */
  readonly start: EarshotEvent;
  /** Of the same run. */
  readonly end: EndEvent;
}

/** What is heard while `call` goes well. */
export async function hearCall(call: (config: RunnableConfig) => Promise<unknown>): Promise<HeardCall> {
  const recording = recordingHandler();
  await within(call({ callbacks: [recording] }), "the call");
  return heardBy(recording);
}

/** What is heard while `call` fails, and the error. */
export async function hearFailingCall(
  call: (config: RunnableConfig) => Promise<unknown>,
): Promise<HeardCall & { readonly error: unknown }> {
  const recording = recordingHandler();
  const error = await rejectionOf(call({ callbacks: [recording] }), "the call");
  return { ...heardBy(recording), error };
}

/** True if an error is another, or was caused by it. */
export function isCausedBy(error: unknown, expected: unknown): boolean {
  for (let cause = error; cause !== undefined && cause !== null; cause = (cause as { cause?: unknown }).cause)
    if (cause === expected) return true;
  return false;
}

function heardBy(recording: RecordingHandler): HeardCall {
  const { events } = recording;
  assertWellFormed(events);
  const [start] = events;
  const end = events.find((event) => event.runId === start?.runId && event.type.endsWith(".end"));
  if (start === undefined || end === undefined) throw new ConformanceError("nothing was heard of it");
  return { recording, start, end: end as EndEvent };
}
