import type { EarshotEvent, EventOf } from "@earshot/core/events";
import type { RunnableConfig } from "@earshot/core/runnables";
import { assertWellFormed } from "../assert-well-formed.js";
import { recordingHandler, type RecordingHandler } from "../recording-handler.js";
import { ConformanceError } from "./conformance-error.js";
import { rejectionOf, within } from "./time-limits.js";

/** What was heard of a call of a model: well-formed, with a start and an end. */
export interface HeardCall {
  readonly recording: RecordingHandler;
  readonly start: EventOf<"chat_model.start">;
  readonly end: EventOf<"chat_model.end">;
}

/** What is heard of a model while `call` goes well. */
export async function hearCall(call: (config: RunnableConfig) => Promise<unknown>): Promise<HeardCall> {
  const recording = recordingHandler();
  await within(call({ callbacks: [recording] }), "the call");
  return heardBy(recording);
}

/** What is heard of a model while `call` fails, and the error. */
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
  assertWellFormed(recording.events);
  const [start, ...more] = recording.ofType("chat_model.start");
  const [end] = recording.ofType("chat_model.end");
  if (start === undefined || end === undefined || more.length > 0)
    throw new ConformanceError(
      `one run of a chat model should be heard; what was heard: ${summaryOf(recording.events)}`,
    );
  return { recording, start, end };
}

const summaryOf = (events: readonly EarshotEvent[]): string => events.map(({ type }) => type).join(", ") || "nothing";
