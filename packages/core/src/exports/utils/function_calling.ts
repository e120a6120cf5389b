import "#wiring";

export { isRunnableToolLike } from "../../runnables/runnable-tool-like.js";
export { isLangChainTool, isStructuredTool, isStructuredToolParams } from "../../tools/is-langchain-tool.js";
export { convertToOpenAIFunction, convertToOpenAITool } from "../../utils/convert-to-open-ai-tool.js";
export type { FunctionDefinition, OpenAIToolOptions, ToolDefinition } from "../../utils/open-ai-tool.js";
