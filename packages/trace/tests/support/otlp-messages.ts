import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** A value of an attribute, as OTLP/JSON has it. */
export interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string;
  readonly doubleValue?: number | string;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values: readonly OtlpEntry[] };
}

export interface OtlpEntry {
  readonly key: string;
  readonly value: OtlpValue;
}

/** A span, as OTLP/JSON has it. */
export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpEntry[];
  readonly events: readonly {
    readonly timeUnixNano: string;
    readonly name: string;
    readonly attributes: readonly OtlpEntry[];
  }[];
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes: readonly OtlpEntry[];
  }[];
  readonly status: { readonly code: number; readonly message: string };
}

/** A request with some spans, in JSON. */
export function jsonRequest(spans: readonly SentSpan[], resource: readonly OtlpEntry[]): Uint8Array {
  const request = {
    resourceSpans: [
      { resource: { attributes: resource }, scopeSpans: [{ scope: { name: "s", version: "1" }, spans }] },
    ],
  };
  return Buffer.from(JSON.stringify(request));
}

/** The same in protobuf, by the numbers of opentelemetry-proto. */
export function protobufRequest(spans: readonly SentSpan[], resource: readonly OtlpEntry[]): Uint8Array {
  const scope = message((writer) =>
    writer.tag(1, WireType.LengthDelimited).string("s").tag(2, WireType.LengthDelimited).string("1"),
  );
  const scopeSpans = message((writer) => {
    field(writer, 1, scope);
    for (const span of spans) field(writer, 2, spanBytes(span));
  });
  const resourceSpans = message((writer) => {
    field(
      writer,
      1,
      message((inner) => entries(inner, 1, resource)),
    );
    field(writer, 2, scopeSpans);
  });
  return message((writer) => field(writer, 1, resourceSpans));
}

function spanBytes(span: SentSpan): Uint8Array {
  return message((writer) => {
    field(writer, 1, Buffer.from(span.traceId, "hex"));
    field(writer, 2, Buffer.from(span.spanId, "hex"));
    writer.tag(5, WireType.LengthDelimited).string(span.name);
    writer.tag(6, WireType.Varint).int32(span.kind);
    writer.tag(7, WireType.Bit64).fixed64(span.startTimeUnixNano);
    writer.tag(8, WireType.Bit64).fixed64(span.endTimeUnixNano);
    entries(writer, 9, span.attributes);
    for (const event of span.events) field(writer, 11, eventBytes(event));
    for (const link of span.links) field(writer, 13, linkBytes(link));
    field(
      writer,
      15,
      message((inner) => {
        inner.tag(2, WireType.LengthDelimited).string(span.status.message);
        inner.tag(3, WireType.Varint).int32(span.status.code);
      }),
    );
  });
}

const eventBytes = ({ timeUnixNano, name, attributes }: SentSpan["events"][number]): Uint8Array =>
  message((writer) => {
    writer.tag(1, WireType.Bit64).fixed64(timeUnixNano).tag(2, WireType.LengthDelimited).string(name);
    entries(writer, 3, attributes);
  });

const linkBytes = ({ traceId, spanId, attributes }: SentSpan["links"][number]): Uint8Array =>
  message((writer) => {
    field(writer, 1, Buffer.from(traceId, "hex"));
    field(writer, 2, Buffer.from(spanId, "hex"));
    entries(writer, 4, attributes);
  });

function entries(writer: BinaryWriter, number: number, list: readonly OtlpEntry[]): void {
  for (const { key, value } of list)
    field(
      writer,
      number,
      message((inner) => {
        inner.tag(1, WireType.LengthDelimited).string(key);
        field(inner, 2, valueBytes(value));
      }),
    );
}

function valueBytes(value: OtlpValue): Uint8Array {
  return message((writer) => {
    if (value.stringValue !== undefined) writer.tag(1, WireType.LengthDelimited).string(value.stringValue);
    if (value.boolValue !== undefined) writer.tag(2, WireType.Varint).bool(value.boolValue);
    if (value.intValue !== undefined) writer.tag(3, WireType.Varint).int64(value.intValue);
    if (value.doubleValue !== undefined) writer.tag(4, WireType.Bit64).double(Number(value.doubleValue));
    if (value.arrayValue !== undefined)
      field(
        writer,
        5,
        message((inner) => {
          for (const item of value.arrayValue?.values ?? []) field(inner, 1, valueBytes(item));
        }),
      );
    if (value.kvlistValue !== undefined)
      field(
        writer,
        6,
        message((inner) => entries(inner, 1, value.kvlistValue?.values ?? [])),
      );
    if (value.bytesValue !== undefined) field(writer, 7, Buffer.from(value.bytesValue, "base64"));
  });
}

function message(write: (writer: BinaryWriter) => unknown): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

function field(writer: BinaryWriter, number: number, bytes: Uint8Array): void {
  writer.tag(number, WireType.LengthDelimited).bytes(bytes);
}
