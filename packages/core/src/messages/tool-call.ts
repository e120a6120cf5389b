/** A call that a model wants made, with its arguments parsed. */
export interface ToolCall<
  TName extends string = string,
  TArgs extends Record<string, unknown> = Record<string, unknown>,
> {
  readonly type?: "tool_call";
  id?: string;
  name: TName;
  args: TArgs;
}

/** A piece of a call that is still being streamed: pieces with the same `index` belong together, their `args` are joined. */
export interface ToolCallChunk {
  readonly type?: "tool_call_chunk";
  id?: string;
  name?: string;
  args?: string;
  index?: number | string;
  /** The arguments are no JSON but one raw text; the call gets `{ input: text }`. */
  isCustomTool?: boolean;
}

/** A call whose arguments could not be parsed; `args` is the text as it came. */
export interface InvalidToolCall {
  readonly type?: "invalid_tool_call";
  id?: string;
  name?: string;
  args?: string;
  error?: string;
}
