export { defaultToolCallParser } from "../../messages/parse-raw-tool-calls.js";
export type { InvalidToolCall, ToolCall, ToolCallChunk } from "../../messages/tool-call.js";
export { isDirectToolOutput, type DirectToolOutput } from "../../messages/direct-tool-output.js";
export { isToolMessage, ToolMessage, type ToolMessageFields } from "../../messages/tool-message.js";
export { isToolMessageChunk, ToolMessageChunk } from "../../messages/tool-message-chunk.js";
