import "#wiring";

export { ToolInputParsingException, type ToolInputProblem } from "../errors/tool-input-parsing-exception.js";
export { isRunnableToolLike } from "../runnables/runnable-tool-like.js";
export { BaseToolkit } from "../tools/base-toolkit.js";
export { DynamicStructuredTool } from "../tools/dynamic-structured-tool.js";
export { DynamicTool } from "../tools/dynamic-tool.js";
export { isLangChainTool, isStructuredTool, isStructuredToolParams } from "../tools/is-langchain-tool.js";
export { Tool, type StringToolInput } from "../tools/string-tool.js";
export type {
  StructuredToolInterface,
  StructuredToolParams,
  ToolInterface,
} from "../tools/structured-tool-interface.js";
export { StructuredTool } from "../tools/structured-tool.js";
export type {
  BaseDynamicToolInput,
  DynamicStructuredToolInput,
  DynamicToolInput,
  ToolParams,
  ToolResult,
  ToolWrapperParams,
} from "../tools/tool-fields.js";
export { InvalidToolError } from "../tools/invalid-tool-error.js";
export { ToolOutputFormatError } from "../tools/tool-output-format-error.js";
export type {
  ContentAndArtifact,
  ResponseFormat,
  ToolAnswerOf,
  ToolEventOf,
  ToolOutputOf,
} from "../tools/tool-output.js";
export type { HandedToolConfig, ToolRunnableConfig, ToolRuntime } from "../tools/tool-runnable-config.js";
export type {
  StringInputToolSchema,
  StructuredToolCallInput,
  ToolInputSchemaBase,
  ToolInputSchemaInputType,
  ToolInputSchemaOutputType,
} from "../tools/tool-schema.js";
export { tool } from "../tools/tool.js";
