import type { AIMessage } from "../messages/ai-message.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import { parsePartialJson } from "../messages/parse-partial-json.js";
import { StructuredOutputError } from "./structured-output-error.js";

/** Where in a model's answer the value stands, whole and as it comes. */
export interface StructuredAnswer {
  /** @throws StructuredOutputError if it isn't there, or is no JSON */
  read(message: BaseMessage): unknown;
  /** Takes the pieces of one answer: gives what there is of the value after each, `undefined` if that is nothing new. */
  startReading(): (chunk: AIMessageChunk) => unknown;
}

/** The value is the arguments of a tool call. */
export function inToolCall(toolName: string): StructuredAnswer {
  return {
    read(message) {
      const { tool_calls = [], invalid_tool_calls = [] } = message as AIMessage;
      const call = tool_calls.find(({ name }) => name === toolName);
      if (call !== undefined) return call.args;
      const invalid = invalid_tool_calls.find(({ name }) => name === toolName);
      const problem =
        invalid === undefined
          ? `The model did not call "${toolName}", the tool whose arguments are the output; ${whatItDid(message as AIMessage)}`
          : `The model called "${toolName}" with arguments that are no JSON: ${quoted(invalid.args ?? "")}`;
      throw new StructuredOutputError(problem, { raw: message });
    },
    startReading() {
      const readText = startReadingText();
      let place: number | string | undefined;
      let isFound = false;
      return ({ tool_call_chunks = [] }) => {
        let partial: unknown;
        for (const { name, index, args } of tool_call_chunks) {
          if (!isFound && name === toolName) {
            isFound = true;
            place = index;
          }
          if (isFound && index === place && args !== undefined) partial = readText(args) ?? partial;
        }
        return partial;
      };
    },
  };
}

/** The value is the answer's text. */
export const inText: StructuredAnswer = {
  read(message) {
    try {
      return JSON.parse(message.text);
    } catch (cause) {
      throw new StructuredOutputError(`The model's answer is no JSON: ${quoted(message.text)}`, {
        raw: message,
        cause,
      });
    }
  },
  startReading() {
    const readText = startReadingText();
    return (chunk) => readText(chunk.text);
  },
};

/** Of JSON text that comes in pieces: what there is of its value. Nothing once it is complete, since then the whole is read. */
function startReadingText(): (piece: string) => unknown {
  let text = "";
  return (piece) => {
    if (piece === "") return undefined;
    text += piece;
    return isComplete(text) ? undefined : parsePartialJson(text);
  };
}

function isComplete(text: string): boolean {
  if (!/[}\]]\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function whatItDid({ tool_calls = [], text }: AIMessage): string {
  if (tool_calls.length > 0) return `it called ${tool_calls.map(({ name }) => `"${name}"`).join(", ")}`;
  return text === "" ? "its answer is empty" : `it said: ${quoted(text)}`;
}

/** What a model said, as far as an error has room for it. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
