import type { ChatMessage, ChatPart, ChatRole } from "./chat-message.js";
import { type Fields, firstText, isFields } from "./fields.js";
import { readContent, readToolCall } from "./read-part.js";

const roles: ReadonlyMap<string, ChatRole> = new Map<string, ChatRole>([
  ["system", "system"],
  ["developer", "system"],
  ["human", "user"],
  ["user", "user"],
  ["ai", "assistant"],
  ["assistant", "assistant"],
  ["model", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);

/**
 * Reads messages in the form of event lines, of LangChain's stores and serializer, and of providers' and OpenTelemetry's JSON. `undefined` if it
 * isn't a message or a list of them (a list in which one thing is no message is none).
 */
export function readMessages(value: unknown): readonly ChatMessage[] | undefined {
  if (!Array.isArray(value)) {
    const message = readMessage(value);
    return message && [message];
  }
  if (value.length === 0) return undefined;
  const messages: ChatMessage[] = [];
  for (const item of value) {
    const message = readMessage(item);
    if (message === undefined) return undefined;
    messages.push(message);
  }
  return messages;
}

function readMessage(value: unknown): ChatMessage | undefined {
  if (Array.isArray(value)) return readPair(value);
  if (!isFields(value)) return undefined;
  const tag = value["$"];
  if (typeof tag === "string") {
    if (!/Message(Chunk)?$/.test(tag)) return undefined;
    const role = tag.replace(/Message(Chunk)?$/, "").toLowerCase();
    return fromFields(firstText(value["role"]) ?? role, value);
  }
  const kwargs = value["kwargs"];
  if (value["type"] === "constructor" && isFields(kwargs) && Array.isArray(value["id"])) {
    const name = String(value["id"].at(-1));
    return /Message(Chunk)?$/.test(name)
      ? fromFields(name.replace(/Message(Chunk)?$/, "").toLowerCase(), kwargs)
      : undefined;
  }
  const type = firstText(value["role"], value["type"]);
  if (type === undefined) return undefined;
  if (isFields(value["data"]) && "content" in value["data"])
    return fromFields(firstText(value["data"]["role"]) ?? type, value["data"]);
  const isMessage = "role" in value ? hasContent(value) : roles.has(type) && "content" in value;
  return isMessage ? fromFields(type, value) : undefined;
}

const hasContent = (fields: Fields) =>
  ["content", "parts", "tool_calls", "toolInvocations"].some((key) => fields[key] !== undefined);

/** `["human", "Hello"]`, as prompts are written. */
function readPair(pair: readonly unknown[]): ChatMessage | undefined {
  const [role, content] = pair;
  if (pair.length !== 2 || typeof role !== "string" || !roles.has(role)) return undefined;
  return typeof content === "string" || Array.isArray(content) ? fromFields(role, { content }) : undefined;
}

function fromFields(label: string, fields: Fields): ChatMessage {
  const name = firstText(fields["name"]);
  const id = firstText(fields["id"]);
  const toolCallId = firstText(fields["tool_call_id"], fields["toolCallId"]);
  return {
    role: roles.get(label) ?? "other",
    label,
    parts: withCalls(readContent(fields["content"] ?? fields["parts"]), fields),
    ...(name !== undefined && { name }),
    ...(id !== undefined && { id }),
    ...(toolCallId !== undefined && { toolCallId }),
    ...(fields["status"] === "error" && { isError: true }),
  };
}

/** Calls stand beside the content, or in it, or both: each is shown once, by its id. */
function withCalls(parts: readonly ChatPart[], fields: Fields): readonly ChatPart[] {
  const kwargs = isFields(fields["additional_kwargs"]) ? fields["additional_kwargs"] : {};
  const valid = listOf(fields["tool_calls"]) ?? listOf(kwargs["tool_calls"]) ?? [];
  const invalid = (listOf(fields["invalid_tool_calls"]) ?? []).map((call) =>
    isFields(call) ? { ...call, error: firstText(call["error"]) ?? "The arguments are no JSON." } : call,
  );
  const reasoning = firstText(fields["reasoning_content"], kwargs["reasoning_content"]);
  const inContent = parts.filter((part) => part.type === "tool_call");
  const calls = [...valid, ...invalid].flatMap((call) => {
    const read = isFields(call) ? readToolCall(call) : undefined;
    if (read === undefined) return [];
    const isThere = inContent.some(({ id, name }) => (read.id === undefined ? name === read.name : id === read.id));
    return isThere ? [] : [read];
  });
  if (calls.length === 0 && reasoning === undefined) return parts;
  return [...(reasoning === undefined ? [] : [{ type: "reasoning" as const, text: reasoning }]), ...parts, ...calls];
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value : undefined;
}
