import "#wiring";

export { NoMessagesError, type NoMessagesErrorOptions } from "../chat-history/no-messages-error.js";
export {
  RunnableWithMessageHistory,
  type ChatMessageHistory,
  type RunnableWithMessageHistoryInputs,
} from "../chat-history/runnable-with-message-history.js";
export { SessionIdError } from "../chat-history/session-id-error.js";
export type { HandedConfig } from "../context/interop.js";
export type { Callbacks, RunnableConfig } from "../context/run-config.js";
export { coerceToRunnable as _coerceToRunnable } from "../runnables/coerce-to-runnable.js";
export { composedOf, type ComposedRunnable, type RunnablePart } from "../runnables/composed-of.js";
export { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
export { mergeConfigs } from "../runnables/merge-configs.js";
export { NoBranchError } from "../runnables/no-branch-error.js";
export { NotADictionaryError } from "../runnables/not-a-dictionary-error.js";
export { NotARunnableError } from "../runnables/not-a-runnable-error.js";
export { RecursionLimitError } from "../runnables/recursion-limit-error.js";
export type { Assigned, ComposedOutput, OutputsOf } from "../runnables/output-of.js";
export { RouterRunnable, type RouterInput, type RouterRunnableFields } from "../runnables/router-runnable.js";
export type { BatchOptions, BatchOptions as RunnableBatchOptions } from "../runnables/run-batch.js";
export { Runnable, type Runnable as RunnableInterface } from "../runnables/runnable.js";
export { RunnableAssign, type RunnableAssignFields } from "../runnables/runnable-assign.js";
export {
  RunnableBranch,
  type Branch,
  type BranchLike,
  type RunnableBranchFields,
} from "../runnables/runnable-branch.js";
export { RunnableEach, type RunnableEachFields } from "../runnables/runnable-each.js";
export {
  RunnableGenerator,
  type RunnableGeneratorFields,
  type TransformFunction,
} from "../runnables/runnable-generator.js";
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
export type {
  Composable,
  RunnableDictionary,
  RunnableFunction,
  RunnableFunction as RunnableFunc,
  RunnableLike,
  RunnableMapLike,
} from "../runnables/runnable-like.js";
export { RunnableMap, type RunnableMapFields } from "../runnables/runnable-map.js";
export { RunnableParallel } from "../runnables/runnable-parallel.js";
export { RunnablePassthrough, type RunnablePassthroughFields } from "../runnables/runnable-passthrough.js";
export { RunnablePick, type RunnablePickFields } from "../runnables/runnable-pick.js";
export { RunnableSequence, type RunnableSequenceFields } from "../runnables/runnable-sequence.js";
export type { RunnableToolFields } from "../runnables/runnable-tool-fields.js";
export { RunnableToolLike, type RunnableToolLikeFields } from "../runnables/runnable-tool-like.js";
export { UnknownRouteError } from "../runnables/unknown-route-error.js";
export type { StreamedRunType, StreamEvent, StreamEventFacts, StreamEventsFilter } from "../runnables/stream-event.js";
export type { StreamEventsOptions } from "../runnables/stream-events-call.js";
export { IterableReadableStream } from "../util/iterable-readable-stream.js";
