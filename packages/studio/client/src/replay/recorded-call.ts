import type { JsonValue } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { isFields, payloadOf } from "../views/messages/fields.js";

/** A call of a model as it was made: messages in the form of event lines, and what said how to answer. */
export interface RecordedCall {
  readonly messages: readonly JsonValue[];
  readonly parameters: { readonly [name: string]: JsonValue };
}

/** What apps let pages set, unless they say otherwise; the rest of a call's parameters is the app's own. */
const settable =
  /^(?:temperature|top_?[pk]|max_?(?:completion_?|output_?)?tokens|stop(?:_sequences)?|seed|(?:frequency|presence)_?penalty|tools|tool_choice|thinking)$/i;

/** Reads the call of a run's start; undefined if it says none. */
export function recordedCall(events: readonly SentEvent[]): RecordedCall | undefined {
  const { messages, invocationParams: params } = payloadOf(events.find(({ type }) => type.endsWith(".start")));
  if (!Array.isArray(messages) || messages.length === 0) return undefined;
  const parameters = isFields(params) ? Object.entries(params) : [];
  return {
    messages: messages.flat() as readonly JsonValue[],
    parameters: Object.fromEntries(parameters.filter(([name]) => settable.test(name))) as RecordedCall["parameters"],
  };
}
