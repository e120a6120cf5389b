import "#wiring";

export type { Callbacks, RunnableConfig } from "../context/run-config.js";
export { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
export { mergeConfigs } from "../runnables/merge-configs.js";
export { NotARunnableError } from "../runnables/not-a-runnable-error.js";
export { RecursionLimitError } from "../runnables/recursion-limit-error.js";
export type { BatchOptions } from "../runnables/run-batch.js";
export { Runnable } from "../runnables/runnable.js";
export { RunnableBinding, type RunnableBindingFields } from "../runnables/runnable-binding.js";
export { RunnableLambda, type LambdaOutput, type RunnableLambdaFields } from "../runnables/runnable-lambda.js";
export type { RunnableFunction, RunnableLike } from "../runnables/runnable-like.js";
export { RunnableSequence, type RunnableSequenceFields } from "../runnables/runnable-sequence.js";
export type { StreamedRunType, StreamEvent, StreamEventFacts, StreamEventsFilter } from "../runnables/stream-event.js";
export type { StreamEventsOptions } from "../runnables/stream-events-call.js";
export { IterableReadableStream } from "../util/iterable-readable-stream.js";
