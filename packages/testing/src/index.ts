export type {
  AnthropicCut,
  AnthropicErrorReply,
  AnthropicMessageReply,
  AnthropicRawReply,
  AnthropicReply,
  AnthropicReplyUsage,
} from "./anthropic-server/anthropic-reply.js";
export type { AnthropicReplyBlock } from "./anthropic-server/anthropic-reply-block.js";
export { AnthropicScriptError } from "./anthropic-server/anthropic-script-error.js";
export { pageReply } from "./anthropic-server/page-reply.js";
export type { AnthropicRequestOutcome, RecordedAnthropicRequest } from "./anthropic-server/recorded-request.js";
export {
  startAnthropicServer,
  type AnthropicServer,
  type AnthropicServerOptions,
} from "./anthropic-server/start-anthropic-server.js";
export { toReplyBytes } from "./anthropic-server/to-reply-bytes.js";
export { assertWellFormed, type WellFormedOptions } from "./assert-well-formed.js";
export { MalformedEventsError } from "./malformed-events-error.js";
export { recordingHandler, type RecordingHandler, type RecordingHandlerOptions } from "./recording-handler.js";
export { countedSignal, type CountedSignal } from "./conformance/counted-signal.js";
export { type ConformanceCase, type ConformanceSkips } from "./conformance/conformance-case.js";
export { ConformanceError } from "./conformance/conformance-error.js";
export { runnableConformance } from "./conformance/runnable-conformance.js";
export { type RunnableSubject, subjectError, type SubjectWork, waitForAbort } from "./conformance/runnable-subject.js";
export { chatModelConformance } from "./conformance/chat-model-conformance.js";
export { type ChatModelSubject, type ChatModelWork, type ProviderProbe } from "./conformance/chat-model-subject.js";
export {
  scriptedChatModel,
  type ScriptedCallOptions,
  type ScriptedChatModel,
  type ScriptedOutcome,
} from "./scripted-model/scripted-chat-model.js";
export type {
  ScriptedAnswer,
  ScriptedError,
  ScriptedParts,
  ScriptedRequest,
  ScriptedSteps,
  ScriptedToolCall,
  ScriptLine,
  ScriptStep,
} from "./scripted-model/script.js";
export { record, type RecordingConfig, type RecordOptions } from "./recording/record.js";
export type { Secrets } from "./recording/mask-secrets.js";
export { readRecording } from "./recording/read-recording.js";
export { RecordingExistsError } from "./recording/recording-exists-error.js";
export { type BrokenRecording, RecordingFileError } from "./recording/recording-file-error.js";
export { RecordingIncompleteError } from "./recording/recording-incomplete-error.js";
export { SchemaVersionError } from "@earshot/core/events/json";
export { AmbiguousRecordingError } from "./replay/ambiguous-recording-error.js";
export { RecordedCallCutError } from "./replay/recorded-call-cut-error.js";
export { RecordingExhaustedError } from "./replay/recording-exhausted-error.js";
export type { ReplayCallOptions, ReplayChatModel } from "./replay/replay-chat-model.js";
export { replayModel } from "./replay/replay-model.js";
export { replayLLM } from "./replay/replay-llm.js";
export type { RecordedCallFacts, Replaying, ReplayLLMOptions, ReplayOptions } from "./replay/replay-options.js";
export type { ReplayLLMCallOptions, ReplayTextModel } from "./replay/replay-text-model.js";
export { type UnrecordedRequest, UnrecordedRequestError } from "./replay/unrecorded-request-error.js";
export type { Difference } from "./differences/find-differences.js";
export { normalizedEvents } from "./normalized-tree/normalized-events.js";
export type { NormalizedRun } from "./normalized-tree/normalized-run.js";
export { normalizedTree, type NormalizedTreeOptions } from "./normalized-tree/normalized-tree.js";
