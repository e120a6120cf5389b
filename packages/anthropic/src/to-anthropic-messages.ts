import type { BaseMessage } from "@earshot/core/messages";
import { AnthropicUnsupportedContentError } from "./errors/unsupported-content-error.js";
import {
  toAnthropicContent,
  toToolUseBlock,
  type AnthropicBlock,
  type MessageToolCall,
} from "./to-anthropic-content.js";

/** One turn as the API takes it. */
export interface AnthropicTurn {
  readonly role: "user" | "assistant" | "system";
  readonly content: string | AnthropicBlock[];
}

/** The conversation as the API takes it. */
export interface AnthropicConversation {
  /** The system messages that open the conversation; absent without one. */
  readonly system?: string | AnthropicBlock[];
  readonly messages: AnthropicTurn[];
}

/**
 * Translates messages for the Messages API. System messages that open the conversation become `system` (one string as it is, else
 * blocks with their `cache_control`); a later one stays where it is, as a turn of role `system`. Consecutive tool messages become one
 * user turn, as the API asks; `status: "error"` becomes `is_error`. Calls in `tool_calls` that the content doesn't show are added.
 *
 * @throws AnthropicUnsupportedContentError for a kind of message or content that the API has no form for.
 */
export function toAnthropicMessages(messages: readonly BaseMessage[]): AnthropicConversation {
  const opening = messages.findIndex((message) => message.getType() !== "system");
  const rest = opening === -1 ? [] : messages.slice(opening);
  const system = toSystem(messages.slice(0, opening === -1 ? messages.length : opening));
  const turns: AnthropicTurn[] = [];
  for (const message of rest) {
    const turn = toTurn(message);
    const previous = turns.at(-1);
    if (previous !== undefined && isResults(previous) && isResults(turn)) previous.content.push(...turn.content);
    else turns.push(turn);
  }
  return system === undefined ? { messages: turns } : { system, messages: turns };
}

function toSystem(messages: readonly BaseMessage[]): string | AnthropicBlock[] | undefined {
  const [only] = messages;
  if (only === undefined) return undefined;
  if (messages.length === 1) return toContent(only);
  return messages.flatMap((message) => {
    const content = toContent(message);
    if (typeof content !== "string") return content;
    return content === "" ? [] : [{ type: "text", text: content }];
  });
}

function toTurn(message: BaseMessage): AnthropicTurn {
  const kind = message.getType();
  switch (kind) {
    case "human":
      return { role: "user", content: toContent(message) };
    case "ai":
      return { role: "assistant", content: toAssistantContent(message) };
    case "system":
      return { role: "system", content: toContent(message) };
    case "tool":
      return { role: "user", content: [toToolResult(message as ToolFields)] };
    case "generic":
      return { role: toRole(message), content: toContent(message) };
    default:
      throw new AnthropicUnsupportedContentError(
        `A message of type "${kind}" can't be sent to Anthropic. Use HumanMessage, AIMessage, SystemMessage or ToolMessage.`,
        {},
      );
  }
}

function toContent(message: BaseMessage): string | AnthropicBlock[] {
  return typeof message.content === "string" ? message.content : toAnthropicContent(message.content);
}

function toRole(message: BaseMessage): AnthropicTurn["role"] {
  const { role } = message as BaseMessage & { readonly role?: string };
  if (role === "user" || role === "assistant" || role === "system") return role;
  throw new AnthropicUnsupportedContentError(
    `A ChatMessage with the role "${String(role)}" can't be sent to Anthropic. Its roles are "user", "assistant" and "system".`,
    {},
  );
}

function toAssistantContent(message: BaseMessage): string | AnthropicBlock[] {
  const { tool_calls: calls = [] } = message as BaseMessage & { readonly tool_calls?: readonly MessageToolCall[] };
  if (typeof message.content === "string") {
    if (calls.length === 0) return message.content;
    const text = message.content === "" ? [] : [{ type: "text", text: message.content }];
    return [...text, ...calls.map(toToolUseBlock)];
  }
  const blocks = toAnthropicContent(message.content, calls);
  const shown = new Set(blocks.map((block) => block["id"]));
  return [...blocks, ...calls.filter((call) => !shown.has(call.id)).map(toToolUseBlock)];
}

type ToolFields = BaseMessage & { readonly tool_call_id?: string; readonly status?: string };

function toToolResult(message: ToolFields): AnthropicBlock {
  const content = toContent(message);
  const result: Record<string, unknown> = { tool_use_id: message.tool_call_id };
  if (content.length > 0) result["content"] = content;
  if (message.status === "error") result["is_error"] = true;
  const control = message.additional_kwargs["cache_control"];
  if (control !== undefined) result["cache_control"] = control;
  return { type: "tool_result", ...result };
}

function isResults(turn: AnthropicTurn): turn is AnthropicTurn & { content: AnthropicBlock[] } {
  return (
    turn.role === "user" &&
    typeof turn.content !== "string" &&
    turn.content.every((block) => block.type === "tool_result")
  );
}
