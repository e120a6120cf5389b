import { type EarshotEvent, safeJson } from "@earshot/core/events";
import type { LineLimits } from "@earshot/core/events/json";
import type { JsonValue, TraceError, TraceEvent } from "../schema/trace-event.js";
import { type EventModel, modelOfEvent } from "./model-of-event.js";
import { metadataLimits } from "./metadata-limits.js";
import { payloadOfEvent } from "./payload-of-event.js";
import { previewText } from "./preview-text.js";
import { costOf, type PriceCall } from "./price-call.js";
import { toTraceUsage } from "./to-trace-usage.js";

/** What {@link toTraceEvent} may be told besides the event. */
export interface ToTraceEventOptions {
  /** Knows what calls cost; without it none is known. */
  readonly price?: PriceCall | undefined;
  /** What the call's start said of its model, for an end that is silent about it. */
  readonly asked?: EventModel | undefined;
  /** Who writes the run down; a start names it. */
  readonly writer?: string | undefined;
  /** What payloads may hold at most. */
  readonly limits?: LineLimits | undefined;
}

/** An event while it is put together. */
type Draft = { -readonly [TKey in keyof TraceEvent]: TraceEvent[TKey] };

const noMetadata: TraceEvent["metadata"] = {};
const noLimits: LineLimits = {};

/** Metadata is the same object for all events of a run: it is copied once. */
const copies = new WeakMap<object, TraceEvent["metadata"]>();

/**
 * An event as stores keep it: the run's facts, a preview that a person can read, usage and cost, and all else as JSON text. It is written down as
 * it is now; what is changed later is not in it. Never throws: whatever can't be written down is described in its place, and the event stays.
 *
 * @example
 * ```ts
 * import { defineHandler, run } from "@earshot/core/events";
 * import { toTraceEvent } from "@earshot/trace";
 *
 * const handler = defineHandler({
 *   onEvent(event) {
 *     const { type, text } = toTraceEvent(event);
 *     console.log(type, text);
 *   },
 * });
 * await run({ kind: "chain", name: "greet", start: { inputs: { question: "who?" } } }, () => "Ada", { callbacks: [handler] });
 * // => chain.start who?
 * // => chain.end Ada
 * ```
 */
export function toTraceEvent(event: EarshotEvent, options: ToTraceEventOptions = {}): TraceEvent {
  const { type } = event;
  const traced: Draft = {
    type,
    runId: event.runId,
    rootRunId: event.rootRunId,
    seq: event.seq,
    time: event.time,
    kind: event.kind,
    name: event.name,
    tags: event.tags ?? [],
    metadata: metadataOf(event),
    visibility: event.visibility ?? "user",
    source: "earshot",
  };
  if (event.parentRunId !== undefined) traced.parentRunId = event.parentRunId;
  if (event.runType !== undefined) traced.runType = event.runType;
  if (options.writer !== undefined && type.endsWith(".start")) traced.writer = options.writer;
  if (type.endsWith(".delta")) addDelta(traced, event);
  else addMoment(traced, event, options);
  const payload = payloadOfEvent(event, options.limits ?? noLimits);
  if (payload !== undefined) traced.payload = payload;
  return traced;
}

function addDelta(traced: Draft, event: EarshotEvent): void {
  if ("index" in event && typeof event.index === "number") traced.index = event.index;
  const text = "text" in event ? event.text : "chunk" in event ? event.chunk : undefined;
  if (typeof text === "string") traced.text = text;
}

function addMoment(traced: Draft, event: EarshotEvent, options: ToTraceEventOptions): void {
  const text = previewText(subjectOf(event));
  if (text !== undefined) traced.text = text;
  const model = modelOfEvent(event);
  const provider = model?.provider ?? options.asked?.provider;
  if (model?.model !== undefined) traced.model = model.model;
  if (model !== undefined && provider !== undefined) traced.provider = provider;
  if ("error" in event && event.error !== undefined) traced.error = toTraceError(event.error);
  if (!("status" in event)) return;
  traced.status = event.status;
  if ("firstTokenAt" in event && event.firstTokenAt !== undefined) traced.firstTokenAt = event.firstTokenAt;
  if (!("usage" in event) || typeof event.usage !== "object") return;
  const usage = toTraceUsage(event.usage);
  if (usage !== undefined) traced.usage = usage;
  const models = [model?.model, options.asked?.model].filter((name) => name !== undefined);
  const cost = costOf({ usage: event.usage, provider, models, time: event.time, end: event }, options.price);
  if (cost === undefined) return;
  const isPartial = event.status !== "ok" && event.usage.source !== "cache" && "amount" in cost;
  traced.cost = isPartial ? { ...cost, isPartial } : cost;
}

/** What the preview of an event is made of: its inputs or outputs, whatever they are called. */
function subjectOf(event: EarshotEvent): unknown {
  switch (event.type) {
    case "chat_model.start":
      return event.messages;
    case "llm.start":
      return event.prompt;
    case "chain.start":
      return event.inputs;
    case "tool.start":
      return event.input === "" ? event.args : event.input;
    case "retriever.start":
      return event.query;
    case "embedding.start":
      return event.texts;
    case "chat_model.end":
    case "llm.end":
      return event.result;
    case "chain.end":
      return event.outputs;
    case "tool.end":
      return event.output;
    case "retriever.end":
      return event.documents;
    case "embedding.end":
      return event.dimensions === undefined ? undefined : `${event.dimensions} dimensions`;
    default:
      return undefined;
  }
}

/** Whatever was thrown, as far as it can be told in a line. */
function toTraceError(thrown: unknown): TraceError {
  try {
    if (thrown instanceof Error) return { name: String(thrown.name), message: String(thrown.message).slice(0, 2000) };
    const { name, message } = (thrown ?? {}) as { readonly name?: unknown; readonly message?: unknown };
    if (typeof message === "string")
      return { name: typeof name === "string" ? name : "Error", message: message.slice(0, 2000) };
    return { name: "Error", message: previewText(thrown) ?? String(thrown) };
  } catch {
    return { name: "Error", message: "[unreadable]" };
  }
}

function metadataOf({ metadata }: EarshotEvent): TraceEvent["metadata"] {
  if (typeof metadata !== "object" || metadata === null) return noMetadata;
  let copy = copies.get(metadata);
  if (copy === undefined) {
    copy = safeJson(metadata, metadataLimits) as { readonly [key: string]: JsonValue };
    copies.set(metadata, copy);
  }
  return copy;
}
