import type { RunKind } from "@earshot/core/events";
import { ValueEncoder } from "@earshot/core/events/json";
import { previewText } from "../events/preview-text.js";
import { costOf, type PriceCall } from "../events/price-call.js";
import { toTraceUsage } from "../events/to-trace-usage.js";
import type { JsonValue, TraceCost, TraceError, TraceEvent } from "../schema/trace-event.js";
import type { OtlpAttributes, OtlpSpan } from "./otlp-span.js";
import { readSpanFacts, type SpanFacts } from "./span-facts.js";
import { isTime, milliseconds } from "./span-time.js";

/**
 * Spans as events of runs: a start, what was told in between, an end. Which events come of a span depends on the span alone, so that one that comes
 * twice counts once, and a parent may come later than what is below it. `seq` is the time in microseconds.
 */
export function spansToEvents(spans: readonly OtlpSpan[], options: { readonly price?: PriceCall } = {}): TraceEvent[] {
  return spans.flatMap((span) => eventsOf(span, options.price));
}

/** Lists show names and tags: of what is longer than anybody reads, the beginning. */
const longestName = 500;
const mostTags = 100;

type Base = Omit<TraceEvent, "type" | "seq" | "time">;

function eventsOf(span: OtlpSpan, price: PriceCall | undefined): TraceEvent[] {
  const facts = readSpanFacts(span);
  const base = baseOf(span, facts);
  let seq = Number(span.start / 1000n);
  const start: TraceEvent = {
    ...base,
    type: `${facts.kind}.start`,
    seq,
    time: milliseconds(span.start),
    ...startFacts(span, facts),
  };
  const between = span.events.map(({ name, time: told, attributes }): TraceEvent => {
    // One that is none, as some write where they know none, would leave no number for what comes after.
    const time = isTime(told) ? told : span.start;
    seq = Math.max(seq + 1, Number(time / 1000n));
    const payload = JSON.stringify({ eventName: name, data: Object.fromEntries(attributes) });
    return { ...base, type: "run.custom", seq, time: milliseconds(time), payload };
  });
  if (span.end === 0n) return [start, ...between];
  seq = Math.max(seq + 1, Number(span.end / 1000n));
  const end: TraceEvent = {
    ...base,
    type: `${facts.kind}.end`,
    seq,
    time: milliseconds(span.end),
    ...endFacts(span, { facts, price }),
  };
  return [start, ...between, end];
}

function baseOf(
  { traceId, spanId, parentSpanId }: OtlpSpan,
  { kind, runType, name, tags, metadata, dialect }: SpanFacts,
): Base {
  return {
    // Ids of spans are theirs within a trace alone.
    runId: `${traceId}-${spanId}`,
    rootRunId: traceId,
    ...(parentSpanId === undefined ? {} : { parentRunId: `${traceId}-${parentSpanId}` }),
    kind,
    ...(runType === undefined ? {} : { runType }),
    // The span's own name, as long as it may be, is in the payload.
    name: name.slice(0, longestName),
    tags: tags.slice(0, mostTags).map((tag) => tag.slice(0, longestName)),
    metadata,
    visibility: "user",
    source: dialect === undefined ? "otlp" : `otlp:${dialect}`,
  };
}

function startFacts(span: OtlpSpan, facts: SpanFacts): Partial<TraceEvent> {
  const { messages, input, model, provider, rest } = facts;
  const { traceId, spanId, name, kind, start, end, resource, scope } = span;
  const otlp = {
    traceId,
    spanId,
    kind,
    ...(name.length <= longestName ? {} : { name }),
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(end),
    attributes: rest,
    resource: Object.fromEntries(resource),
    scope,
    links: span.links.map((link) => ({ ...link, attributes: Object.fromEntries(link.attributes) })),
  };
  const subject = messages ?? input;
  const text = previewText(subject);
  return {
    ...(text === undefined ? {} : { text }),
    ...(model.asked === undefined ? {} : { model: model.asked }),
    ...(provider === undefined ? {} : { provider }),
    payload: JSON.stringify({ ...inputPayload(facts), otlp }),
  };
}

const inputNames: Readonly<Record<RunKind, string>> = {
  chat_model: "messages",
  llm: "prompt",
  chain: "inputs",
  tool: "args",
  retriever: "query",
  embedding: "texts",
};

function inputPayload({ kind, messages, input, model, parameters, toolCallId }: SpanFacts): {
  readonly [key: string]: JsonValue;
} {
  const encoder = new ValueEncoder();
  const isModel = kind === "chat_model" || kind === "llm";
  return {
    ...(messages === undefined ? {} : { messages: encoder.encode(messages) }),
    ...(input === undefined ? {} : { [messages === undefined ? inputNames[kind] : "input"]: input }),
    ...(isModel
      ? { invocationParams: { ...parameters, ...(model.asked === undefined ? {} : { model: model.asked }) } }
      : {}),
    ...(toolCallId === undefined ? {} : { toolCallId }),
  };
}

const outputNames: Readonly<Record<RunKind, string>> = {
  chat_model: "output",
  llm: "output",
  chain: "outputs",
  tool: "output",
  retriever: "documents",
  embedding: "output",
};

function endFacts(
  span: OtlpSpan,
  { facts, price }: { readonly facts: SpanFacts; readonly price: PriceCall | undefined },
): Partial<TraceEvent> {
  const { kind, answer, output, model, provider } = facts;
  const usage = toTraceUsage(facts.usage);
  const cost = costOfSpan(span, { facts, price });
  const text = previewText(answer ?? output);
  const error = errorOf(span);
  const generations = answer?.map((message) => ({ text: message.text, message }));
  const payload = {
    ...(generations === undefined ? {} : { result: new ValueEncoder().encode({ generations: [generations] }) }),
    ...(output === undefined ? {} : { [outputNames[kind]]: output }),
  };
  return {
    status: error === undefined ? "ok" : isCancelled(error) ? "cancelled" : "error",
    ...(error === undefined ? {} : { error }),
    ...(facts.firstTokenAt === undefined ? {} : { firstTokenAt: facts.firstTokenAt }),
    ...(usage === undefined ? {} : { usage }),
    ...(cost === undefined ? {} : { cost }),
    ...(model.answered === undefined ? {} : { model: model.answered }),
    ...(provider === undefined ? {} : { provider }),
    ...(text === undefined ? {} : { text }),
    ...(Object.keys(payload).length === 0 ? {} : { payload: JSON.stringify(payload) }),
  };
}

function costOfSpan(
  { end }: OtlpSpan,
  { facts, price }: { readonly facts: SpanFacts; readonly price: PriceCall | undefined },
): TraceCost | undefined {
  const { kind, cost, usage, provider, model } = facts;
  if (kind !== "chat_model" && kind !== "llm" && kind !== "embedding") return undefined;
  if (cost !== undefined && cost >= 0 && cost < 1e15) return { amount: cost.toFixed(12).replace(/\.?0+$/u, "") };
  const models = [model.answered, model.asked].filter((name) => name !== undefined);
  return costOf({ usage, provider: listedProvider(provider), models, time: milliseconds(end) }, price);
}

/** AI SDK's providers tell the kind of their models after a point, `groq.chat`; those of GenAI that are told by several words begin with whose they are. */
function listedProvider(provider: string | undefined): string | undefined {
  return provider === undefined
    ? undefined
    : (providers[provider] ?? provider.replace(/\.(chat|completion|responses|messages|embedding)$/u, ""));
}

/** Those that lists of prices don't know by the name that GenAI and AI SDK give them. */
const providers: Readonly<Record<string, string>> = {
  "gcp.gen_ai": "google",
  "azure.ai.inference": "azure",
  x_ai: "x-ai",
  "xai.chat": "x-ai",
  "xai.responses": "x-ai",
};

function errorOf({ status, events, attributes }: OtlpSpan): TraceError | undefined {
  if (status.code !== 2) return undefined;
  const exception = events.find(({ name }) => name === "exception")?.attributes;
  const name = textIn(exception, "exception.type") ?? textIn(attributes, "error.type") ?? "Error";
  return { name, message: (status.message || textIn(exception, "exception.message") || "").slice(0, 2000) };
}

function textIn(attributes: OtlpAttributes | undefined, key: string): string | undefined {
  const value = attributes?.get(key);
  return typeof value === "string" ? value : undefined;
}

const isCancelled = ({ name }: TraceError): boolean => /(^|\.)(AbortError|CancelledError)$/u.test(name);
