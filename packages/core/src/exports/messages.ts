import "#wiring";

export { AIMessage, type AIMessageFields, isAIMessage } from "../messages/ai-message.js";
export { AIMessageChunk, type AIMessageChunkFields, isAIMessageChunk } from "../messages/ai-message-chunk.js";
export { BaseMessage, type BaseMessageFields } from "../messages/base-message.js";
export { BaseMessageChunk } from "../messages/base-message-chunk.js";
export { ChatMessage, type ChatMessageFields, isChatMessage } from "../messages/chat-message.js";
export { ChatMessageChunk, isChatMessageChunk } from "../messages/chat-message-chunk.js";
export {
  type BaseMessageLike,
  coerceMessageLikeToMessage,
  type MessageFieldWithRole,
} from "../messages/coerce-message.js";
export { collapseToolCallChunks, type CollapsedToolCalls } from "../messages/collapse-tool-call-chunks.js";
export type {
  ContentBlock,
  ContentBlock as MessageContentComplex,
  MessageContent,
  MessageContentImageUrl,
  MessageContentText,
} from "../messages/content-block.js";
export { getBufferString } from "../messages/get-buffer-string.js";
export { HumanMessage, type HumanMessageFields, isHumanMessage } from "../messages/human-message.js";
export { HumanMessageChunk, isHumanMessageChunk } from "../messages/human-message-chunk.js";
export { isBaseMessage, isBaseMessageChunk } from "../messages/is-base-message.js";
export { mergeContent } from "../messages/merge-content.js";
export { MessageChunkAccumulator } from "../messages/message-chunk-accumulator.js";
export { MessageCoercionError } from "../messages/message-coercion-error.js";
export { MessageMergeError } from "../messages/message-merge-error.js";
export type { MessageType } from "../messages/message-type.js";
export { defaultToolCallParser } from "../messages/parse-raw-tool-calls.js";
export { parsePartialJson } from "../messages/parse-partial-json.js";
export { RemoveMessage, type RemoveMessageFields } from "../messages/remove-message.js";
export { mapChatMessagesToStoredMessages, mapStoredMessagesToChatMessages } from "../messages/map-stored-messages.js";
export type { StoredMessage, StoredMessageData } from "../messages/stored-message.js";
export { isSystemMessage, SystemMessage, type SystemMessageFields } from "../messages/system-message.js";
export { isSystemMessageChunk, SystemMessageChunk } from "../messages/system-message-chunk.js";
export type { InvalidToolCall, ToolCall, ToolCallChunk } from "../messages/tool-call.js";
export { isDirectToolOutput, type DirectToolOutput } from "../messages/direct-tool-output.js";
export { isToolMessage, ToolMessage, type ToolMessageFields } from "../messages/tool-message.js";
export { isToolMessageChunk, ToolMessageChunk } from "../messages/tool-message-chunk.js";
export { addUsage, addUsage as mergeUsageMetadata, subtractUsage } from "../messages/usage-arithmetic.js";
export type { InputTokenDetails, OutputTokenDetails, UsageMetadata } from "../messages/usage-metadata.js";
export { filterMessages, type FilterMessagesFields } from "../message-lists/filter-messages.js";
export type { MessageTypeOrClass } from "../message-lists/is-of-type.js";
export { mergeMessageRuns } from "../message-lists/merge-message-runs.js";
export type { TextSplitter } from "../message-lists/parts-of-message.js";
export { type TokenCounter, trimMessages, type TrimMessagesFields } from "../message-lists/trim-messages.js";
export { TrimMessagesError } from "../message-lists/trim-messages-error.js";
