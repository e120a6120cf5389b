import "#wiring";

export { BaseChatModel, type BaseChatModelParams } from "../../models/base-chat-model.js";
export type { BaseChatModelCallOptions } from "../../models/call-options.js";
export type { LangSmithParams } from "../../models/chat-model-run-spec.js";
export type { UsageMode } from "../../models/chat-stream-stage.js";
export { NotStreamingError } from "../../models/not-streaming-error.js";
export { SimpleChatModel } from "../../models/simple-chat-model.js";
