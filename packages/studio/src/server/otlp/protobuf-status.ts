/** The two small messages that an OTLP server answers, written out: field by field, each with its number and its kind. */
export const protobufStatus = {
  /** `google.rpc.Status`: 1 `code`, 2 `message`. */
  failure: (code: number, message: string): Uint8Array =>
    Buffer.concat([tag(1, 0), varint(code), lengthDelimited(2, Buffer.from(message))]),

  /** `ExportTraceServiceResponse`: 1 `partial_success`, in it 1 `rejected_spans`, 2 `error_message`. */
  partialSuccess: (rejectedSpans: number, message: string): Uint8Array =>
    lengthDelimited(1, Buffer.concat([tag(1, 0), varint(rejectedSpans), lengthDelimited(2, Buffer.from(message))])),
};

const tag = (field: number, kind: number): Buffer => varint(field * 8 + kind);

const lengthDelimited = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([tag(field, 2), varint(bytes.length), bytes]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.from(bytes);
}
