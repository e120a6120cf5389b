import type { RunnableConfig } from "../context/run-config.js";
import { mergeConfigs } from "../runnables/merge-configs.js";
import type { Runnable } from "../runnables/runnable.js";
import type { StreamedRunType, StreamEvent } from "../runnables/stream-event.js";
import type { ObservedCall, StreamEventsOptions } from "../runnables/stream-events-call.js";
import { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { EncodedEvents } from "./encoded-events.js";
import { ObservedStream } from "./observed-stream.js";
import { checkFilter } from "./check-filter.js";
import { Outbox } from "./outbox.js";
import { StreamEventsTeller } from "./stream-events-teller.js";
import { StreamEventsVersionError } from "./stream-events-version-error.js";

const streamedRunTypes: readonly StreamedRunType[] = [
  "chat_model",
  "llm",
  "chain",
  "prompt",
  "parser",
  "tool",
  "retriever",
];

/**
 * What `Runnable.streamEvents` does: streams the runnable, with one more handler attached.
 *
 * @throws StreamEventsVersionError for any version but "v2"
 */
export function streamEvents(
  runnable: Runnable,
  call: ObservedCall<RunnableConfig & StreamEventsOptions>,
): IterableReadableStream<StreamEvent> | IterableReadableStream<Uint8Array> {
  const { input, options, filter = {} } = call;
  const { version = "v2", encoding, ...config } = options;
  if (version !== "v2") throw new StreamEventsVersionError(version);
  checkFilter("streamEvents", filter, streamedRunTypes);
  const outbox = new Outbox<StreamEvent>();
  const teller = new StreamEventsTeller({ input, filter, tell: (event) => outbox.push(event) });
  const events = new ObservedStream(outbox, {
    open: (signal) => runnable.stream(input, mergeConfigs<RunnableConfig>({ callbacks: [teller], signal }, config)),
  });
  return encoding === "text/event-stream"
    ? new IterableReadableStream(new EncodedEvents(events))
    : new IterableReadableStream(events);
}
