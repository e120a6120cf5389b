import { load } from "../lane.js";
import { jsonOf, type CollectedRequest } from "./collector.js";
import type { Json, PayloadRecord } from "./payload-record.js";

interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: readonly OtlpAttribute[] };
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpSpan {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes?: readonly OtlpAttribute[];
  readonly events?: readonly { readonly name: string; readonly attributes?: readonly OtlpAttribute[] }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly OtlpSpan[] }[];
  }[];
}

/** The spans in requests of OTLP over HTTP, as JSON. */
export function spansOf(requests: readonly CollectedRequest[]): PayloadRecord[] {
  return requests
    .flatMap((request) => jsonOf<OtlpTraces>(request).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ scope, spans }) =>
      spans.map(({ spanId, parentSpanId, name, kind, attributes = [], events = [], status }) => ({
        id: spanId,
        parentId: parentSpanId,
        name,
        fields: {
          scope: scope.name,
          kind,
          status: { ...status },
          attributes: attributesOf(attributes),
          events: events.map((event) => ({ name: event.name, attributes: attributesOf(event.attributes ?? []) })),
        },
      })),
    );
}

function attributesOf(attributes: readonly OtlpAttribute[]): Json {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]));
}

function valueOf(value: OtlpValue): Json {
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(valueOf);
  if (value.kvlistValue !== undefined) return attributesOf(value.kvlistValue.values ?? []);
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? Number(value.intValue);
}

interface TracerProvider {
  forceFlush(): Promise<void>;
}

/** A tracer provider of OpenTelemetry's own. */
export async function createTracerProvider(spanProcessor: object): Promise<TracerProvider> {
  const { BasicTracerProvider } = await load<{ BasicTracerProvider: new (options: object) => TracerProvider }>(
    "@opentelemetry/sdk-trace-base",
  );
  return new BasicTracerProvider({ spanProcessors: [spanProcessor] });
}

/** A processor that sends each span to `url` when it ends, as OTLP over HTTP. */
export async function exportTo(url: string): Promise<object> {
  const { SimpleSpanProcessor } = await load<{ SimpleSpanProcessor: new (exporter: object) => object }>(
    "@opentelemetry/sdk-trace-base",
  );
  const { OTLPTraceExporter } = await load<{ OTLPTraceExporter: new (options: object) => object }>(
    "@opentelemetry/exporter-trace-otlp-http",
  );
  return new SimpleSpanProcessor(new OTLPTraceExporter({ url }));
}
