import type { LanguageModelV3Message } from "@ai-sdk/provider";
import type { AIMessage, ContentBlock, ToolCall } from "@earshot/core/messages";
import { AISDKContentError } from "../errors/ai-sdk-content-error.js";
import { providerOptionsOf } from "./provider-options.js";
import { isFileBlock, toFilePart } from "./to-file-part.js";
import type { OpaqueContentV4 } from "./specification-v4.js";
import { toStandardContent } from "./to-standard-content.js";

type AssistantMessage = Extract<LanguageModelV3Message, { readonly role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];

/** A model's answer as a prompt shows it to a model again: in order, with what its provider said of each piece. */
export function toAssistantContent(message: AIMessage): AssistantPart[] {
  const parts: AssistantPart[] = [];
  const calls = message.tool_calls ?? [];
  const shown = new Set<string | undefined>();
  for (const block of toStandardContent(message)) {
    if (block.type === "tool_call") shown.add(block["id"] as string | undefined);
    const part = toAssistantPart(block, calls);
    if (part !== undefined) parts.push(part);
  }
  for (const call of calls) if (!shown.has(call.id)) parts.push(toCallPart(call));
  return parts;
}

/** What is not meant for models – sources, what only another provider understands – is left out. */
function toAssistantPart(block: ContentBlock, calls: readonly ToolCall[]): AssistantPart | undefined {
  switch (block.type) {
    case "text":
      return block["text"] === "" && block["providerMetadata"] === undefined
        ? undefined
        : { type: "text", text: String(block["text"] ?? ""), ...providerOptionsOf(block) };
    case "reasoning":
      return { type: "reasoning", text: String(block["reasoning"] ?? ""), ...providerOptionsOf(block) };
    case "redacted_thinking":
      return { type: "reasoning", text: "", ...providerOptionsOf(block) };
    case "tool_call": {
      // Streamed blocks have their arguments as text; the message's own calls have them parsed.
      const call = calls.find(({ id }) => id === block["id"]) ?? (block as unknown as ToolCall);
      return { ...toCallPart(call), ...providerOptionsOf(block) };
    }
    case "server_tool_call":
      return {
        ...toCallPart(block as unknown as ToolCall),
        providerExecuted: true,
        ...providerOptionsOf(block),
      };
    case "server_tool_call_result":
      return {
        type: "tool-result",
        toolCallId: String(block["toolCallId"]),
        toolName: String(block["name"]),
        output: { type: block["status"] === "error" ? "error-json" : "json", value: block["output"] as never },
        ...providerOptionsOf(block),
      };
    case "non_standard":
      return toOpaquePart(block["value"]);
    default:
      return isFileBlock(block) ? toFilePart(block) : undefined;
  }
}

/** What only the provider that made it understands goes back as it came; models of other specifications than V4 are not shown it. */
function toOpaquePart(value: unknown): AssistantPart | undefined {
  const { type, providerMetadata, ...part } = (value ?? {}) as OpaqueContentV4;
  if (type !== "custom" && type !== "reasoning-file") return undefined;
  const opaque = { type, ...part, ...(providerMetadata !== undefined && { providerOptions: providerMetadata }) };
  return opaque as unknown as AssistantPart;
}

function toCallPart({ id, name, args }: ToolCall): Extract<AssistantPart, { readonly type: "tool-call" }> {
  if (id === undefined)
    throw new AISDKContentError(
      `The tool call "${name}" has no id. Calls and results are paired by id: give the call an \`id\`, and its ToolMessage the same \`tool_call_id\`.`,
    );
  return { type: "tool-call", toolCallId: id, toolName: name, input: args };
}
