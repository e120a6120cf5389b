/** What messages of both libraries are made of, by the kind they are of. */
const common = ["content", "id", "name", "additional_kwargs", "response_metadata"] as const;
const own: Readonly<Record<string, readonly string[]>> = {
  ai: ["tool_calls", "invalid_tool_calls", "usage_metadata", "tool_call_chunks"],
  tool: ["tool_call_id", "artifact", "status", "metadata"],
  generic: ["role"],
};

/** Any library's message, as far as it is looked at. */
export interface AnyMessage {
  readonly type: string;
  readonly content: unknown;
  readonly id?: string | undefined;
  readonly tool_call_chunks?: readonly unknown[];
}

/** The constructor fields that make the same message; absent ones are left out. */
export function messageFields(message: AnyMessage): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of [...common, ...(own[message.type] ?? [])]) {
    const value = (message as unknown as Record<string, unknown>)[key];
    if (value !== undefined) fields[key] = value;
  }
  // Pieces of calls say what the calls are; without any, the calls speak for themselves.
  if (message.tool_call_chunks !== undefined) {
    if (message.tool_call_chunks.length === 0) delete fields["tool_call_chunks"];
    else for (const key of ["tool_calls", "invalid_tool_calls"]) delete fields[key];
  }
  return fields;
}

/** True for a piece of a message, by the name of its class as it is serialized: some whole messages have a `concat`, too. */
export function isPiece(message: object): boolean {
  const { lc_name } = message.constructor as { lc_name?(): string };
  return lc_name !== undefined && lc_name.call(message.constructor).endsWith("Chunk");
}
