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
