import "#wiring";

export { NoMessagesError, type NoMessagesErrorOptions } from "../chat-history/no-messages-error.js";
export {
  RunnableWithMessageHistory,
  type ChatMessageHistory,
  type RunnableWithMessageHistoryInputs,
} from "../chat-history/runnable-with-message-history.js";
export { SessionIdError } from "../chat-history/session-id-error.js";
export type { Callbacks, RunnableConfig } from "../context/run-config.js";
export { composedOf, type ComposedRunnable, type RunnablePart } from "../runnables/composed-of.js";
export { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
export { mergeConfigs } from "../runnables/merge-configs.js";
export { NotARunnableError } from "../runnables/not-a-runnable-error.js";
export { RecursionLimitError } from "../runnables/recursion-limit-error.js";
export type { BatchOptions } from "../runnables/run-batch.js";
export { Runnable } from "../runnables/runnable.js";
export type { ListenedRun } from "../runnables/listened-run.js";
export type { RunListener, RunListeners } from "../runnables/run-listeners.js";
export { RunnableBinding, type ConfigFactory, type RunnableBindingFields } from "../runnables/runnable-binding.js";
export {
  RunnableRetry,
  type RunnableRetryFailedAttemptHandler,
  type RetryFields,
  type RunnableRetryFields,
} from "../runnables/runnable-retry.js";
export { RunnableWithFallbacks, type RunnableWithFallbacksFields } from "../runnables/runnable-with-fallbacks.js";
export { RunnableLambda, type LambdaOutput, type RunnableLambdaFields } from "../runnables/runnable-lambda.js";
export type { RunnableFunction, RunnableLike } from "../runnables/runnable-like.js";
export { RunnableSequence, type RunnableSequenceFields } from "../runnables/runnable-sequence.js";
export { IterableReadableStream } from "../util/iterable-readable-stream.js";
