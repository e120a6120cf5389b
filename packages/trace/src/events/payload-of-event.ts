import type { EarshotEvent } from "@earshot/core/events";
import { type LineLimits, ValueEncoder } from "@earshot/core/events/json";

/** What a {@link TraceEvent} says outside of its payload, or what is in it already in another form. */
const saidElsewhere = new Set([
  "type",
  "runId",
  "parentRunId",
  "rootRunId",
  "seq",
  "time",
  "kind",
  "runType",
  "name",
  "tags",
  "metadata",
  "visibility",
  "status",
  "firstTokenAt",
]);

/**
 * All else that an event says, as JSON text in the form of event lines. Of a delta, that are the parts besides its text: its chunk says the same
 * again. Bounded, and never throws: what can't be written down is described in its place.
 */
export function payloadOfEvent(event: EarshotEvent, limits: LineLimits): string | undefined {
  if (event.type === "chat_model.delta" || event.type === "llm.delta")
    return hasMoreThanText(event.parts) ? write({ parts: event.parts }, limits) : undefined;
  if (event.type === "tool.delta")
    return typeof event.chunk === "string" ? undefined : write({ chunk: event.chunk }, limits);
  const payload: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [key, value] of Object.entries(event)) {
    if (value === undefined || saidElsewhere.has(key) || (key === "inputs" && repeatsInputs(event))) continue;
    payload[key] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : write(payload, limits);
}

/** A chain says its inputs at its end again; only where they came as a stream is that the first time. */
function repeatsInputs(event: EarshotEvent): boolean {
  return event.type === "chain.end" && event.defersInputs !== true;
}

function write(payload: Readonly<Record<string, unknown>>, limits: LineLimits): string {
  try {
    const encoder = new ValueEncoder(limits);
    const encoded: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(payload)) encoded[key] = encoder.encode(value);
    return JSON.stringify(encoded);
  } catch (error) {
    // Text of hundreds of megabytes may be more than one string can hold.
    return JSON.stringify({ unwritable: error instanceof Error ? error.message : typeof error });
  }
}

function hasMoreThanText(parts: readonly { readonly type: string }[] | undefined): boolean {
  return Array.isArray(parts) && parts.some(({ type }) => type !== "text");
}
