import type { JsonValue } from "../schema/trace-event.js";
import type { AttributeReader } from "./attribute-reader.js";

const prefixes = ["gen_ai.request.", "llm.request."];
/** What is no parameter, though it is told beside them. */
const others = new Set(["type", "model_name"]);

/**
 * What a model was asked with besides messages, under the names that providers have for it (`temperature`, `max_tokens`). All of it stays where it
 * came, too.
 */
export function parametersOf(reader: AttributeReader): { readonly [key: string]: JsonValue } {
  const told = reader.peek("llm.invocation_parameters");
  const listed = prefixes.flatMap((prefix) => [...reader.peekPrefix(prefix)]);
  return {
    ...(typeof told === "object" && !Array.isArray(told) ? (told as { readonly [key: string]: JsonValue }) : {}),
    ...Object.fromEntries(listed.filter(([key]) => !others.has(key)).map(([key, value]) => [key, plain(value)])),
  };
}

/** A double that is whole is told with its kind, which matters to nobody here. */
function plain(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null || !("$" in value) || value.$ !== "number") return value;
  const number = Number(value["value"]);
  return Number.isFinite(number) ? number : value;
}
