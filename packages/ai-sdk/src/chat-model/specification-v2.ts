import type {
  LanguageModelV2CallOptions,
  LanguageModelV3CallOptions,
  LanguageModelV3Message,
  LanguageModelV3ToolResultPart,
} from "@ai-sdk/provider";

type ToolPart = Extract<LanguageModelV3Message, { readonly role: "tool" }>["content"][number];

/** A call as the older specification has it: some kinds of tool output and the name of a provider's own tools are others there. */
export function toV2Call(call: LanguageModelV3CallOptions): LanguageModelV2CallOptions {
  const prompt = call.prompt.map((message) =>
    message.role === "tool" ? { ...message, content: message.content.map(toV2ToolPart) } : message,
  );
  const tools = call.tools?.map((tool) => (tool.type === "provider" ? { ...tool, type: "provider-defined" } : tool));
  return { ...call, prompt, ...(tools !== undefined && { tools }) } as LanguageModelV2CallOptions;
}

function toV2ToolPart(part: ToolPart): object {
  if (part.type !== "tool-result" || part.output.type !== "content") return part;
  return { ...part, output: { type: "content", value: part.output.value.map(toV2OutputPart) } };
}

type Output = Extract<LanguageModelV3ToolResultPart["output"], { readonly type: "content" }>["value"][number];

function toV2OutputPart(part: Output): object {
  switch (part.type) {
    case "image-data":
    case "file-data":
      return { type: "media", data: part.data, mediaType: part.mediaType };
    case "image-url":
    case "file-url":
      return { type: "text", text: part.url };
    default:
      return part;
  }
}
