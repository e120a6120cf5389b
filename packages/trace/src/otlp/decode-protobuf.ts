import { BinaryReader, type WireType } from "@bufbuild/protobuf/wire";
import type { JsonValue } from "../schema/trace-event.js";
import { OtlpError } from "./otlp-error.js";
import { type OtlpAttributes, otlpLimits, type OtlpSpan } from "./otlp-span.js";
import { doubleJson, entriesJson, integerJson } from "./value-json.js";

/** Fields of messages by their numbers, as opentelemetry-proto has them. */
type Draft = { -readonly [TKey in keyof OtlpSpan]: OtlpSpan[TKey] };

/** The spans of a request in protobuf. Fields that are not known are passed over. */
export function decodeProtobuf(body: Uint8Array): OtlpSpan[] {
  try {
    return new RequestReader().request(body);
  } catch (cause) {
    if (cause instanceof OtlpError) throw cause;
    throw new OtlpError("The request is no protobuf. Send an ExportTraceServiceRequest.", { status: 400, cause });
  }
}

class RequestReader {
  #values = 0;

  request(bytes: Uint8Array): OtlpSpan[] {
    const spans: OtlpSpan[] = [];
    this.#read(bytes, { 1: (reader) => addAll(spans, this.#resourceSpans(reader.bytes())) });
    return spans;
  }

  #resourceSpans(bytes: Uint8Array): OtlpSpan[] {
    const spans: Draft[] = [];
    let resource: OtlpAttributes = new Map();
    this.#read(bytes, {
      1: (reader) => (resource = this.#attributes(reader.bytes(), 1)),
      2: (reader) => addAll(spans, this.#scopeSpans(reader.bytes())),
    });
    for (const span of spans) span.resource = resource;
    return spans;
  }

  #scopeSpans(bytes: Uint8Array): Draft[] {
    const spans: Draft[] = [];
    const scope = { name: "", version: "" };
    this.#read(bytes, {
      1: (reader) =>
        this.#read(reader.bytes(), {
          1: (inner) => (scope.name = inner.string()),
          2: (inner) => (scope.version = inner.string()),
        }),
      2: (reader) => spans.push(this.#span(reader.bytes())),
    });
    for (const span of spans) span.scope = scope;
    return spans;
  }

  #span(bytes: Uint8Array): Draft {
    const attributes = new Map<string, JsonValue>();
    const events: OtlpSpan["events"][number][] = [];
    const links: OtlpSpan["links"][number][] = [];
    const status = { code: 0, message: "" };
    const span: Draft = {
      traceId: "",
      spanId: "",
      parentSpanId: undefined,
      name: "",
      kind: 0,
      start: 0n,
      end: 0n,
      attributes,
      events,
      links,
      status,
      resource: attributes,
      scope: { name: "", version: "" },
    };
    this.#read(bytes, {
      1: (reader) => (span.traceId = hex(reader.bytes())),
      2: (reader) => (span.spanId = hex(reader.bytes())),
      4: (reader) => (span.parentSpanId = hex(reader.bytes()) || undefined),
      5: (reader) => (span.name = reader.string()),
      6: (reader) => (span.kind = reader.int32()),
      7: (reader) => (span.start = BigInt(reader.fixed64())),
      8: (reader) => (span.end = BigInt(reader.fixed64())),
      9: (reader) => attributes.set(...this.#keyValue(reader.bytes(), 0)),
      11: (reader) => events.push(this.#event(reader.bytes())),
      13: (reader) => links.push(this.#link(reader.bytes())),
      15: (reader) =>
        this.#read(reader.bytes(), {
          2: (inner) => (status.message = inner.string()),
          3: (inner) => (status.code = inner.int32()),
        }),
    });
    return span;
  }

  #event(bytes: Uint8Array): OtlpSpan["events"][number] {
    const event = { name: "", time: 0n, attributes: this.#attributes(bytes, 3) };
    this.#read(bytes, {
      1: (reader) => (event.time = BigInt(reader.fixed64())),
      2: (reader) => (event.name = reader.string()),
    });
    return event;
  }

  #link(bytes: Uint8Array): OtlpSpan["links"][number] {
    const link = { traceId: "", spanId: "", attributes: this.#attributes(bytes, 4) };
    this.#read(bytes, {
      1: (reader) => (link.traceId = hex(reader.bytes())),
      2: (reader) => (link.spanId = hex(reader.bytes())),
    });
    return link;
  }

  #attributes(bytes: Uint8Array, field: number): OtlpAttributes {
    const attributes = new Map<string, JsonValue>();
    this.#read(bytes, { [field]: (reader) => attributes.set(...this.#keyValue(reader.bytes(), 0)) });
    return attributes;
  }

  #keyValue(bytes: Uint8Array, depth: number): [string, JsonValue] {
    let key = "";
    let value: JsonValue = null;
    this.#read(bytes, {
      1: (reader) => (key = reader.string()),
      2: (reader) => (value = this.#value(reader.bytes(), depth)),
    });
    return [key, value];
  }

  #value(bytes: Uint8Array, depth: number): JsonValue {
    if (depth > otlpLimits.depth) throw new OtlpError("An attribute is nested too deep.", { status: 400 });
    let value: JsonValue = null;
    this.#read(bytes, {
      1: (reader) => (value = reader.string()),
      2: (reader) => (value = reader.bool()),
      3: (reader) => (value = integerJson(BigInt(reader.int64()))),
      4: (reader) => (value = doubleJson(reader.double())),
      5: (reader) => (value = this.#items(reader.bytes(), (item) => this.#value(item, depth + 1))),
      6: (reader) => (value = entriesJson(this.#items(reader.bytes(), (item) => this.#keyValue(item, depth + 1)))),
      7: (reader) =>
        (value = { $: "bytes", type: "Uint8Array", base64: Buffer.from(reader.bytes()).toString("base64") }),
    });
    return value;
  }

  #items<TItem>(bytes: Uint8Array, read: (item: Uint8Array) => TItem): TItem[] {
    const items: TItem[] = [];
    this.#read(bytes, { 1: (reader) => items.push(read(reader.bytes())) });
    return items;
  }

  #read(bytes: Uint8Array, fields: Readonly<Record<number, (reader: BinaryReader) => unknown>>): void {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [field, wireType]: [number, WireType] = reader.tag();
      if (++this.#values > 3 * otlpLimits.values)
        throw new OtlpError("The request holds too many values. Send fewer spans at once.", { status: 413 });
      const read = fields[field];
      if (read === undefined) reader.skip(wireType, field);
      else read(reader);
    }
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** As arguments of one call they would be too many. */
function addAll<TItem>(list: TItem[], items: readonly TItem[]): void {
  for (const item of items) list.push(item);
}
