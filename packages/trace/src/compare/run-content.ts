import type { TraceEvent } from "../schema/trace-event.js";
import { readableText } from "./readable-text.js";

/** What went into a run and came out of it, as text that a person can read and compare. */
export interface RunContent {
  readonly input?: string;
  /** Of a model call: temperature, tools and the like. */
  readonly parameters?: string;
  readonly output?: string;
}

const inputFields = ["messages", "prompt", "args", "input", "query", "texts", "inputs"];
const outputFields = ["result", "output", "documents", "outputs"];

/**
 * Reads a run's content from its events. What differs from call to call by its nature is left out, so that it is no difference: the ids of messages
 * and tool calls, and what a provider reports beside its answer. Payloads that can't be read count as none.
 */
export function contentOfEvents(events: Iterable<Pick<TraceEvent, "type" | "payload">>): RunContent {
  let start: Fields = {};
  let end: Fields = {};
  for (const { type, payload } of events) {
    if (type.endsWith(".start")) start = fieldsOf(payload);
    else if (type.endsWith(".end")) end = fieldsOf(payload);
  }
  const input = readField(start, inputFields) ?? readField(end, ["inputs"]);
  const parameters = readField(start, ["invocationParams"]);
  const output = readField(end, outputFields);
  return {
    ...(input === undefined ? {} : { input }),
    ...(parameters === undefined || parameters === "{}" ? {} : { parameters }),
    ...(output === undefined ? {} : { output }),
  };
}

type Fields = { readonly [name: string]: unknown };

function fieldsOf(payload: string | undefined): Fields {
  if (payload === undefined) return {};
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

function readField(fields: Fields, names: readonly string[]): string | undefined {
  const name = names.find((each) => fields[each] !== undefined && fields[each] !== "");
  return name === undefined ? undefined : readableText(fields[name]);
}
