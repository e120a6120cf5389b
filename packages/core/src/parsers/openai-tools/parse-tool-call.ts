import type { InvalidToolCall, ToolCall } from "../../messages/tool-call.js";
import { parsePartialJson } from "../../messages/parse-partial-json.js";
import { EarshotError } from "../../errors/earshot-error.js";
import { invalidArguments } from "./tool-calls-reader.js";

export interface ParseToolCallOptions {
  /** True: the call comes with its id. */
  returnId?: boolean;
  /** True: arguments that are cut off are read as far as they go. */
  partial?: boolean;
}

type RawToolCall = Readonly<Record<string, unknown>>;

/**
 * A call in OpenAI's spelling, parsed; `undefined` if it is none, or, with `partial`, if nothing of it can be told.
 *
 * @throws OutputParserException with the arguments, if they are no JSON; not with `partial`
 */
export function parseToolCall(
  raw: RawToolCall,
  { returnId, partial }: ParseToolCallOptions = {},
): ToolCall | undefined {
  const called = raw["function"] as { name?: string; arguments?: string } | undefined;
  if (called === undefined) return undefined;
  const { name = "", arguments: text = "" } = called;
  const args = partial === true ? parsePartialJson(text) : parseArguments(name, text);
  if (typeof args !== "object" || args === null) return undefined;
  const call: ToolCall = { type: "tool_call", name, args: args as Record<string, unknown> };
  if (returnId === true) call.id = raw["id"] as string;
  return call;
}

/** A call in OpenAI's spelling. @throws EarshotError if it has no id, which OpenAI asks for */
export function convertLangChainToolCallToOpenAI({ id, name, args }: ToolCall): {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
} {
  if (id === undefined) {
    throw new EarshotError(`The call of "${name}" has no id, and OpenAI answers none without. Give it one.`, {
      code: "NO_TOOL_CALL_ID",
    });
  }
  return { id, type: "function", function: { name, arguments: JSON.stringify(args) } };
}

/** A call in OpenAI's spelling that could not be parsed. */
export function makeInvalidToolCall(raw: RawToolCall, error?: string): InvalidToolCall {
  const called = raw["function"] as { name?: string; arguments?: string } | undefined;
  const invalid: InvalidToolCall = { type: "invalid_tool_call" };
  return Object.assign(invalid, { name: called?.name, args: called?.arguments, id: raw["id"], error });
}

function parseArguments(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidArguments(name, text, cause);
  }
}
