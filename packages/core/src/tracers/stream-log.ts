import type { RunnableConfig } from "../context/run-config.js";
import { mergeConfigs } from "../runnables/merge-configs.js";
import type { RunLogPatch } from "../runnables/run-log-patch.js";
import type { Runnable } from "../runnables/runnable.js";
import type { ObservedCall } from "../runnables/stream-events-call.js";
import { checkFilter } from "./check-filter.js";
import { ObservedStream } from "./observed-stream.js";
import { Outbox } from "./outbox.js";
import { StreamLogTeller } from "./stream-log-teller.js";

/** What `Runnable.streamLog` does: streams the runnable, with one more handler attached. */
export function streamLog(
  runnable: Runnable,
  { input, options, filter = {} }: ObservedCall<RunnableConfig>,
): AsyncIterableIterator<RunLogPatch, undefined> {
  checkFilter("streamLog", filter);
  const outbox = new Outbox<RunLogPatch>();
  const teller = new StreamLogTeller({ filter, tell: (patch) => outbox.push(patch) });
  return new ObservedStream(outbox, {
    open: (signal) => runnable.stream(input, mergeConfigs<RunnableConfig>({ callbacks: [teller], signal }, options)),
    onChunk: (chunk) => teller.tellOutput(chunk),
  });
}
