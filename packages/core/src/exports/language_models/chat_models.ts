import "#wiring";

export { BaseChatModel, type BaseChatModelParams } from "../../models/base-chat-model.js";
export type { BindToolsInput } from "../../models/bind-tools-input.js";
export type { BaseChatModelCallOptions } from "../../models/call-options.js";
export type { LangSmithParams } from "../../models/model-run-spec.js";
export type { UsageMode } from "../../models/chat-stream-stage.js";
export { NotStreamingError } from "../../models/not-streaming-error.js";
export { SimpleChatModel } from "../../models/simple-chat-model.js";
export { StructuredOutputError, type StructuredOutputErrorOptions } from "../../models/structured-output-error.js";
export { StructuredOutputUnsupportedError } from "../../models/structured-output-unsupported-error.js";
export type {
  StructuredOutput,
  StructuredOutputMethod,
  StructuredOutputMethodOptions,
  StructuredOutputRequest,
} from "../../models/structured-output-options.js";
