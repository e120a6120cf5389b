import type { EarshotEvent } from "@earshot/core/events";
import { convertToOpenAITool, isLangChainTool } from "@earshot/core/utils/function_calling";

type Fields = Readonly<Record<string, unknown>>;

/** A call's options with its tools as data, in OpenAI's form: a tool itself holds a function, and a schema that is no JSON. */
export function toolsAsData(options: Fields): Fields {
  const { tools } = options;
  return Array.isArray(tools) ? { ...options, tools: tools.map(toolAsData) } : options;
}

function toolAsData(tool: unknown): unknown {
  if (!isLangChainTool(tool)) return tool;
  try {
    return convertToOpenAITool(tool);
  } catch {
    const { name, description } = tool as unknown as Fields; // its schema can't say what it is
    return { type: "function", function: { name, description } };
  }
}

/** An event whose options have their tools as data. */
export function withToolsAsData(event: EarshotEvent): EarshotEvent {
  if (event.type !== "chat_model.start" && event.type !== "llm.start") return event;
  const { serialized } = event;
  const options = toolsAsData(event.options);
  const invocationParams = toolsAsData(event.invocationParams);
  return Object.defineProperty({ ...event, options, invocationParams }, "serialized", { value: serialized });
}
