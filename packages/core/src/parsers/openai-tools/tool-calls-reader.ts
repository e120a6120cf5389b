import type { AIMessage } from "../../messages/ai-message.js";
import { AIMessageChunk } from "../../messages/ai-message-chunk.js";
import type { InvalidToolCall, ToolCall, ToolCallChunk } from "../../messages/tool-call.js";
import { IncrementalJson } from "../json/incremental-json.js";
import { OutputParserException } from "../output-parser-exception.js";

interface CallSoFar {
  readonly first: ToolCallChunk;
  /** As it was shown; another object for each change. */
  call: ToolCall;
  readonly text: string[];
  readonly json: IncrementalJson;
}

/** Reads the calls in a streamed answer as they come, their arguments each character once. */
export class ToolCallsReader {
  readonly #calls: CallSoFar[] = [];
  readonly #whole: ToolCall[] = [];
  readonly #invalid: InvalidToolCall[] = [];
  #hasChanged = true;

  /** True if {@link ToolCallsReader.show} has something new; there is something to be shown from the first chunk on. */
  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  /** What isn't streamed comes as a whole message, its calls complete. */
  read(chunk: unknown): void {
    if (!(chunk instanceof AIMessageChunk)) return this.#readWhole(chunk as Partial<AIMessage>);
    if (!chunk.hasToolCalls) return;
    const pieces = chunk.tool_call_chunks;
    for (const piece of pieces) this.#add(piece);
    if (pieces.length === 0) this.#addWhole(chunk.tool_calls);
  }

  /** The calls so far, those without an id left out; nothing that comes later changes them. */
  show(): ToolCall[] {
    this.#hasChanged = false;
    const calls = this.#calls.flatMap(({ call }) => (call.id === undefined ? [] : [call]));
    return [...calls, ...this.#whole];
  }

  /** @throws OutputParserException with the arguments, if those of a call that matters are cut off or no JSON object */
  finish(matters: (call: ToolCall) => boolean = () => true): ToolCall[] {
    for (const { name = "", args = "", error } of this.#invalid)
      if (matters({ name, args: {} })) throw invalidArguments(name, args, error);
    for (const each of this.#calls) {
      const text = each.text.join("");
      if (!matters(each.call) || text.trim() === "") continue;
      if (each.json.state === "complete" && isDictionary(each.json.show())) continue;
      throw invalidArguments(each.call.name, text);
    }
    return this.show();
  }

  #readWhole({ tool_calls = [], invalid_tool_calls = [] }: Partial<AIMessage>): void {
    this.#addWhole(tool_calls);
    this.#invalid.push(...invalid_tool_calls);
  }

  #addWhole(calls: readonly ToolCall[]): void {
    this.#whole.push(...calls);
    this.#hasChanged ||= calls.length > 0;
  }

  #add(piece: ToolCallChunk): void {
    let open = this.#calls.find(({ first }) => belongsTo(first, piece));
    if (open === undefined) {
      const call: ToolCall = { name: piece.name ?? "", args: {}, ...(piece.id && { id: piece.id }) };
      open = { first: piece, call, text: [], json: new IncrementalJson() };
      this.#calls.push(open);
      this.#hasChanged ||= call.id !== undefined;
    }
    const text = piece.args ?? "";
    open.text.push(text);
    open.json.read(text);
    if (!open.json.hasChanged) return;
    const args = open.json.show();
    const hasNothing = isDictionary(args) && Object.keys(args).length === 0;
    if (!isDictionary(args) || hasNothing) return;
    open.call = { ...open.call, args };
    this.#hasChanged = true;
  }
}

/** A call of which the arguments are no JSON object. */
export function invalidArguments(name: string, text: string, cause?: unknown): OutputParserException {
  return new OutputParserException(
    `The arguments of the call of "${name}" are no complete JSON object: ${JSON.stringify(text)}. Ask again, or give the model more tokens to answer with.`,
    text,
    undefined,
    false,
    cause,
  );
}

function belongsTo(first: ToolCallChunk, piece: ToolCallChunk): boolean {
  const hasIndex = piece.index !== undefined;
  if (piece.id) return piece.id === first.id && (!hasIndex || piece.index === first.index);
  return hasIndex && piece.index === first.index;
}

function isDictionary(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
