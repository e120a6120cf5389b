import type { EarshotEvent } from "../events/event.js";
import { decodeValue } from "./decode-value.js";
import { tagKey } from "./json-object.js";

/** Makes the event that a parsed line says; frozen, as events are. Facts that a later version adds are kept. */
export function readEventLine(line: Readonly<Record<string, unknown>>): EarshotEvent {
  const { schemaVersion: _, serialized, ...said } = line;
  const event: Record<string, unknown> = { parentRunId: undefined, runType: undefined };
  for (const [key, value] of Object.entries(said)) event[key] = decodeValue(value);
  const component = decodeValue(serialized) ?? { lc: 1, type: "not_implemented", id: [said["name"]] };
  Object.defineProperty(event, "serialized", { value: component, enumerable: false });
  return Object.freeze(event) as unknown as EarshotEvent;
}

/** Why a parsed line is no event, or nothing if it is one. */
export function whyNoEvent(line: unknown): string | undefined {
  if (typeof line !== "object" || line === null || Array.isArray(line) || tagKey in line)
    return "it is JSON, but no object that could be an event";
  const { schemaVersion, type, runId, rootRunId, seq, time, kind, name } = line as Readonly<Record<string, unknown>>;
  const texts = { type, runId, rootRunId, kind, name };
  for (const [key, value] of Object.entries(texts))
    if (typeof value !== "string") return `its "${key}" is missing, or no text`;
  for (const [key, value] of Object.entries({ schemaVersion, seq, time }))
    if (typeof value !== "number") return `its "${key}" is missing, or no number`;
  return undefined;
}
