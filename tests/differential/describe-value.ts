/** A value as plain data that two libraries can be compared by: `undefined`, classes and functions are spelled out. */
export type Described = string | number | boolean | null | readonly Described[] | { readonly [key: string]: Described };

/** Deep enough for every shape a handler is given, and an end to cycles. */
const MAX_DEPTH = 12;

/** Facts of a message that handlers read; empty ones are left out, as a class may declare more of them than another. */
const MESSAGE_FACTS = [
  "id",
  "name",
  "additional_kwargs",
  "response_metadata",
  "tool_calls",
  "tool_call_chunks",
  "invalid_tool_calls",
  "usage_metadata",
  "tool_call_id",
  "status",
  "artifact",
] as const;

/**
 * Describes what a handler was given, at the moment it was given: classes by name, messages by their facts, errors by
 * name and message, anything that serializes itself by its JSON. A key that holds `undefined` is as good as absent to whoever
 * reads it, and is left out; what the page's program prints with such keys is compared where that program is tested.
 */
export function describeValue(value: unknown, depth = 0): Described {
  if (value === undefined) return "<undefined>";
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : `<${value}>`;
  if (typeof value !== "object") return `<${typeof value}>`;
  if (depth > MAX_DEPTH) return "<deeper>";
  if (Array.isArray(value)) return value.map((item) => describeValue(item, depth + 1));
  return describeObject(value, depth);
}

function describeObject(value: object, depth: number): Described {
  const className = value.constructor?.name ?? "Object";
  if (value instanceof Error) return describeError(value);
  if (value instanceof AbortSignal) return "<AbortSignal>";
  if (value instanceof Date) return `<Date ${value.toISOString()}>`;
  if (value instanceof Map) return { "<class>": "Map", entries: describeValue([...value], depth + 1) };
  if ("_getType" in value) return describeMessage(value as Record<string, unknown>, depth);
  if (className === "ChatPromptValue" && "messages" in value) {
    return { "<class>": className, messages: describeValue(value.messages, depth + 1) };
  }
  if (className === "CallbackManager") return "<CallbackManager>";
  if ("lc_serializable" in value) return JSON.parse(JSON.stringify(value)) as Described;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  const entries = given.map(([key, item]): [string, Described] => [key, describeValue(item, depth + 1)]);
  return Object.fromEntries(className === "Object" ? entries : [["<class>", className], ...entries]);
}

function describeError(error: Error): Described {
  const { lc_error_code: code } = error as { lc_error_code?: unknown };
  const facts = { "<class>": error.constructor.name, name: error.name, message: error.message };
  return code === undefined ? facts : { ...facts, lc_error_code: describeValue(code) };
}

function describeMessage(message: Record<string, unknown>, depth: number): Described {
  const described: Record<string, Described> = {
    "<class>": message.constructor.name,
    type: (message._getType as () => string).call(message),
    content: describeValue(message.content, depth + 1),
  };
  for (const fact of MESSAGE_FACTS) {
    const value = message[fact];
    if (value !== undefined && !isEmptyObject(value)) described[fact] = describeValue(value, depth + 1);
  }
  return described;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
