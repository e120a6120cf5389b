import { readEventLine, schemaVersion, whyNoEvent } from "@earshot/core/events/json";
import { toTraceEvent, type TraceEvent } from "@earshot/trace";

const kinds = new Set<unknown>(["chat_model", "llm", "chain", "tool", "retriever", "embedding"]);

/** A line as an event of a trace: one of an export as it is, one of a handler's translated. `undefined` for what is neither. */
export function readTraceLine(line: string): TraceEvent | undefined {
  try {
    const value = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (!("schemaVersion" in value)) return isTraceEvent(value) ? value : undefined;
    const isKnown =
      value["schemaVersion"] === schemaVersion && whyNoEvent(value) === undefined && kinds.has(value["kind"]);
    return isKnown ? toTraceEvent(readEventLine(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a store and pages can rely on what the type says: files come from anywhere. */
function isTraceEvent(value: object): value is TraceEvent {
  const event = value as Readonly<Record<keyof TraceEvent, unknown>>;
  const { type, runId, rootRunId, name, source, visibility, seq, time, kind, tags, metadata } = event;
  return (
    [type, runId, rootRunId, name, source, visibility].every((text) => typeof text === "string") &&
    [seq, time].every((figure) => typeof figure === "number") &&
    kinds.has(kind) &&
    Array.isArray(tags) &&
    tags.every((tag) => typeof tag === "string") &&
    isRecord(metadata) &&
    [event.parentRunId, event.text, event.model, event.provider, event.payload].every(isTextIfThere) &&
    [event.error, event.usage, event.cost, event.feedback].every((part) => part === undefined || isRecord(part))
  );
}

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const isTextIfThere = (value: unknown): boolean => value === undefined || typeof value === "string";
