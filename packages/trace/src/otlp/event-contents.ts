import type { BaseMessage } from "@earshot/core/messages";
import type { JsonValue } from "../schema/trace-event.js";
import { AttributeReader, parsed } from "./attribute-reader.js";
import type { OtlpSpan } from "./otlp-span.js";
import { toMessages } from "./to-messages.js";

/** What was asked and answered, as far as events of a span tell it. */
export interface EventContents {
  readonly input: BaseMessage[] | undefined;
  readonly output: BaseMessage[] | undefined;
}

const messageEvent = /^gen_ai\.(system|user|assistant|tool)\.message$/u;

/** What GenAI tells from 1.37 on, where contents are told by events. */
const details = "gen_ai.client.inference.operation.details";

/** GenAI up to 1.36 told messages as events: all in one, and from 1.28 on an event each. */
export function eventContents(events: OtlpSpan["events"]): EventContents {
  const find = (name: string, ...keys: readonly string[]) => {
    const event = events.find((each) => each.name === name);
    return event === undefined ? undefined : new AttributeReader(event.attributes).take(...keys);
  };
  const asked = find(details, "gen_ai.input.messages") ?? find("gen_ai.content.prompt", "gen_ai.prompt");
  const answered = find(details, "gen_ai.output.messages") ?? find("gen_ai.content.completion", "gen_ai.completion");
  return {
    input: toMessages(asked ?? eachAsked(events)),
    output: toMessages(answered ?? eachAnswered(events), "assistant"),
  };
}

function eachAsked(events: OtlpSpan["events"]): JsonValue | undefined {
  const messages = events.flatMap((event): JsonValue[] => {
    const role = messageEvent.exec(event.name)?.[1];
    return role === undefined ? [] : [{ role, ...bodyOf(event) }];
  });
  return messages.length === 0 ? undefined : messages;
}

function eachAnswered(events: OtlpSpan["events"]): JsonValue | undefined {
  const choices = events.filter(({ name }) => name === "gen_ai.choice").map(bodyOf);
  if (choices.length === 0) return undefined;
  return choices.map((choice) => {
    const message = parsed(choice["message"] ?? choice);
    return { role: "assistant", ...(isFields(message) ? message : { content: message }) };
  });
}

/** An event's attributes, or what one of them holds as JSON where attributes could hold no structure. */
function bodyOf({ attributes }: OtlpSpan["events"][number]): { readonly [key: string]: JsonValue } {
  const body = parsed(attributes.get("gen_ai.event.content") ?? null);
  if (isFields(body)) return body;
  return Object.fromEntries([...attributes].map(([key, value]) => [key, key === "tool_calls" ? parsed(value) : value]));
}

const isFields = (value: JsonValue): value is { readonly [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
