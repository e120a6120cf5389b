import { AIMessage } from "./ai-message.js";
import { BaseMessage } from "./base-message.js";
import { ChatMessage } from "./chat-message.js";
import type { ContentBlock } from "./content-block.js";
import { HumanMessage } from "./human-message.js";
import { MessageCoercionError } from "./message-coercion-error.js";
import type { MessageType } from "./message-type.js";
import { RemoveMessage } from "./remove-message.js";
import { SystemMessage } from "./system-message.js";
import type { ToolCall } from "./tool-call.js";
import { ToolMessage } from "./tool-message.js";

type Fields = Record<string, unknown>;

/** A message by its role, in the spelling of most providers' APIs. */
export interface MessageFieldWithRole {
  readonly role: MessageType | "user" | "assistant" | "developer";
  readonly content?: string | readonly (ContentBlock | { readonly type: string })[];
  readonly name?: string;
  readonly [key: string]: unknown;
}

/** Everything that a message can be written as. */
export type BaseMessageLike =
  | BaseMessage
  | string
  | MessageFieldWithRole
  | readonly [
      role: MessageType | "user" | "assistant" | "developer" | "placeholder",
      content: string | readonly (ContentBlock | { readonly type: string })[],
    ]
  | { readonly type: MessageType | "user" | "assistant"; readonly content?: unknown; readonly [key: string]: unknown };

/**
 * Makes a message of whatever is like one: a string (the user's), `["human", "hi"]`, `{ role, content }`, `{ type, content }`, or a
 * serialized message. A message stays the same object.
 *
 * @throws MessageCoercionError for anything else.
 */
export function coerceMessageLikeToMessage(messageLike: BaseMessageLike): BaseMessage {
  if (typeof messageLike === "string") return new HumanMessage(messageLike);
  if (messageLike instanceof BaseMessage || typeof (messageLike as Partial<BaseMessage>)?._getType === "function")
    return messageLike as BaseMessage;
  if (Array.isArray(messageLike)) return construct(String(messageLike[0]), { content: messageLike[1] }, messageLike);
  if (typeof messageLike !== "object" || messageLike === null)
    throw new MessageCoercionError(messageLike, "it is no object");
  const fields = messageLike as Fields;
  if (fields.lc === 1 && Array.isArray(fields.id))
    return construct(typeOfClass(String(fields.id.at(-1))), fields.kwargs as Fields, fields);
  if (typeof fields.role === "string" && fields.type !== "generic") {
    const { role, type: _type, ...rest } = fields;
    return construct(role as string, rest, fields);
  }
  const { type, ...rest } = fields;
  return construct(String(type), rest, fields);
}

function construct(type: string, fields: Fields, given: unknown): BaseMessage {
  const known = fields as never; // shaped by the caller: each class reads the fields that it knows
  switch (type) {
    case "human":
    case "user":
      return new HumanMessage(known);
    case "ai":
    case "assistant":
      return new AIMessage(withParsedCalls(fields) as never);
    case "system":
      return new SystemMessage(known);
    case "developer":
      return new SystemMessage({
        ...fields,
        additional_kwargs: { ...(fields.additional_kwargs as Fields), __openai_role__: "developer" },
      } as never);
    case "tool":
      if ("tool_call_id" in fields) return new ToolMessage(known);
      throw new MessageCoercionError(given, "a tool message needs a tool_call_id");
    case "remove":
      if (typeof fields.id === "string") return new RemoveMessage(known);
      throw new MessageCoercionError(given, "a remove message needs an id");
    case "generic":
      if (typeof fields.role === "string") return new ChatMessage(known);
      throw new MessageCoercionError(given, "a generic message needs a role");
    default:
      throw new MessageCoercionError(
        given,
        `"${type}" is no role that has a message class; make a ChatMessage of it yourself`,
      );
  }
}

function typeOfClass(name: string): string {
  const kind = /^(AI|Human|System|Tool|Remove|Chat)Message(?:Chunk)?$/.exec(name)?.[1];
  return kind === undefined ? name : kind === "Chat" ? "generic" : kind.toLowerCase();
}

/** Calls in OpenAI's spelling have their arguments parsed, others stay as they are. */
function withParsedCalls(fields: Fields): Fields {
  if (!Array.isArray(fields.tool_calls)) return fields;
  return { ...fields, tool_calls: (fields.tool_calls as (ToolCall & Fields)[]).map(withParsedArguments) };
}

function withParsedArguments(call: Fields): Fields {
  const called = call.function as { name?: unknown; arguments?: unknown } | undefined;
  if (call.type !== "function" || typeof called?.name !== "string" || typeof called.arguments !== "string") return call;
  return { id: call.id, name: called.name, args: JSON.parse(called.arguments), type: "tool_call" };
}
