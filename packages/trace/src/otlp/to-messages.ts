import {
  AIMessage,
  type BaseMessage,
  ChatMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@earshot/core/messages";
import type { JsonValue } from "../schema/trace-event.js";
import { parsed } from "./attribute-reader.js";

type Fields = Readonly<Record<string, unknown>>;

/** Messages of whatever dialect as Earshot's: a text is what a person said, a list is told by roles. */
export function toMessages(value: JsonValue | undefined, role = "user"): BaseMessage[] | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return items.flatMap((item) => {
    if (typeof item === "string") return [toMessage({ role, content: item })];
    return typeof item === "object" && item !== null ? toMessageOrAnswers(item as Fields, role) : [];
  });
}

/** A tool message of newer GenAI holds several answers, each a message of its own here. */
function toMessageOrAnswers(item: Fields, role: string): BaseMessage[] {
  const parts = partsOf(item);
  const answers = parts.filter(({ type }) => type === "tool_call_response" || type === "tool-result");
  if (answers.length === 0) return [toMessage({ role, ...item })];
  return answers.map((part) => {
    const content = textOrJson(part["response"] ?? part["result"] ?? valueOfOutput(part["output"]));
    return new ToolMessage({ content, tool_call_id: textOrJson(part["id"] ?? part["toolCallId"] ?? "") });
  });
}

/** AI SDK says of a tool's output what kind of value it is. */
function valueOfOutput(output: unknown): unknown {
  const { type, value } = (output ?? {}) as Fields;
  return typeof type === "string" && value !== undefined ? value : output;
}

function toMessage(item: Fields): BaseMessage {
  const role = textOrJson(item["role"]);
  const parts = partsOf(item);
  const blocks = parts
    .filter(({ type }) => type !== "tool_call" && type !== "tool-call" && type !== "tool_use")
    .map(blockOf);
  const [only] = blocks;
  const isText = blocks.length === 1 && only?.["type"] === "text";
  const content = blocks.length === 0 ? "" : isText ? String(only["text"]) : (blocks as never);
  switch (role) {
    case "system":
    case "developer":
      return new SystemMessage({ content });
    case "user":
    case "human":
      return new HumanMessage({ content });
    case "tool":
    case "function":
      return new ToolMessage({ content, tool_call_id: textOrJson(item["tool_call_id"] ?? item["id"] ?? "") });
    case "assistant":
    case "ai":
    case "model":
      return new AIMessage({ content, tool_calls: callsOf(item, parts), invalid_tool_calls: [] });
    default:
      return new ChatMessage({ content, role });
  }
}

function partsOf(item: Fields): readonly Fields[] {
  const content = parsed((item["parts"] ?? item["content"] ?? null) as JsonValue);
  if (content === null) return [];
  const list = Array.isArray(content) ? (content as readonly unknown[]) : [content];
  return list.map((part) =>
    typeof part === "object" && part !== null ? (part as Fields) : { type: "text", text: textOrJson(part) },
  );
}

function blockOf(part: Fields): Fields {
  const { type, text, content } = part;
  if (type === "text") return { type, text: textOrJson(text ?? content) };
  if (type === "reasoning" || type === "thinking")
    return { type: "reasoning", reasoning: textOrJson(content ?? text ?? part["reasoning"] ?? part["thinking"]) };
  return typeof type === "string" ? part : { type: "text", text: textOrJson(part) };
}

function callsOf(
  item: Fields,
  parts: readonly Fields[],
): { id: string; name: string; args: Record<string, unknown>; type: "tool_call" }[] {
  const told = Array.isArray(item["tool_calls"]) ? (item["tool_calls"] as readonly unknown[]) : [];
  const listed = told.filter((call): call is Fields => typeof call === "object" && call !== null);
  const inParts = parts.filter(({ type }) => type === "tool_call" || type === "tool-call" || type === "tool_use");
  return [...listed, ...inParts].map((call) => {
    const called = { ...call, ...(call["function"] as Fields | undefined) };
    const args = parsed((called["arguments"] ?? called["args"] ?? called["input"] ?? {}) as JsonValue);
    return {
      type: "tool_call",
      id: textOrJson(called["id"] ?? called["toolCallId"] ?? ""),
      name: textOrJson(called["name"] ?? called["toolName"] ?? ""),
      args: typeof args === "object" && args !== null && !Array.isArray(args) ? { ...args } : { input: args },
    };
  });
}

/** Not `String`, which calls what an object of JSON may say to be its `toString`. */
const textOrJson = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
