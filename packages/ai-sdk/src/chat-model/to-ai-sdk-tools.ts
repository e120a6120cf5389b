import type { LanguageModelV3FunctionTool, LanguageModelV3ProviderTool } from "@ai-sdk/provider";
import type { BindToolsInput } from "@earshot/core/language_models/chat_models";
import { convertToOpenAITool, isLangChainTool } from "@earshot/core/utils/function_calling";
import { AISDKToolError } from "../errors/ai-sdk-tool-error.js";

/** A tool as AI SDK's models take it. */
export type AISDKTool = LanguageModelV3FunctionTool | LanguageModelV3ProviderTool;

/**
 * Tools as AI SDK's models take them: those of Earshot and LangChain and OpenAI's form become function tools; a provider's own
 * (`anthropic.tools.…()`, `openai.tools.…()`) stay theirs, named after their id if they have no name.
 *
 * @throws AISDKToolError if one of them is none of these
 */
export function toAISDKTools(tools: readonly BindToolsInput[]): AISDKTool[] {
  return tools.map((tool) => toAISDKTool(tool as Readonly<Record<string, unknown>>));
}

function toAISDKTool(tool: Readonly<Record<string, unknown>>): AISDKTool {
  const { type } = tool;
  if (type === "provider" || type === "provider-defined") return toProviderTool(tool);
  if (type === "function" && tool["inputSchema"] !== undefined) return tool as unknown as LanguageModelV3FunctionTool;
  if (!isLangChainTool(tool) && type !== "function")
    throw new AISDKToolError(
      `This is no tool that a model can be offered: ${Object.keys(tool).join(", ") || "an object without properties"}. Give what \`tool()\` of @earshot/core/tools makes, ` +
        "`{ type: 'function', function: { name, parameters } }`, or a tool of the provider's own.",
    );
  const { function: definition } = convertToOpenAITool(tool);
  const { name, description, parameters, strict } = definition;
  return {
    type: "function",
    name,
    inputSchema: parameters as LanguageModelV3FunctionTool["inputSchema"],
    ...(description !== undefined && { description }),
    ...(strict !== undefined && { strict }),
  };
}

function toProviderTool({ id, name, args }: Readonly<Record<string, unknown>>): LanguageModelV3ProviderTool {
  const said = String(id) as LanguageModelV3ProviderTool["id"];
  return {
    type: "provider",
    id: said,
    name: typeof name === "string" ? name : said.slice(said.indexOf(".") + 1),
    args: (args ?? {}) as Record<string, unknown>,
  };
}
