import { BinaryWriter } from "@bufbuild/protobuf/wire";

/** What HTTP answers to an OTLP request. */
export interface OtlpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** The answer to spans that were taken, in the request's own form; says how many were not. */
export function otlpAnswer(contentType: string | undefined, { rejected }: { readonly rejected: number }): OtlpAnswer {
  const message = "Spans need a trace id, a span id and a time.";
  if (isJson(contentType)) {
    const partial = { partialSuccess: { rejectedSpans: String(rejected), errorMessage: message } };
    return answer(200, contentType, Buffer.from(JSON.stringify(rejected === 0 ? {} : partial)));
  }
  if (rejected === 0) return answer(200, contentType, new Uint8Array());
  const writer = new BinaryWriter().tag(1, 2).fork();
  writer.tag(1, 0).int64(rejected).tag(2, 2).string(message);
  return answer(200, contentType, writer.join().finish());
}

/** The answer to what was not taken, whoever's fault it is: a `google.rpc.Status`. */
export function otlpErrorAnswer(
  contentType: string | undefined,
  { status, message }: { readonly status: number; readonly message: string },
): OtlpAnswer {
  const code = codes[status] ?? invalidArgument;
  const body = isJson(contentType)
    ? Buffer.from(JSON.stringify({ code, message }))
    : new BinaryWriter().tag(1, 0).int32(code).tag(2, 2).string(message).finish();
  return answer(status, contentType, body);
}

const invalidArgument = 3;

/** UNAUTHENTICATED, PERMISSION_DENIED, NOT_FOUND, UNIMPLEMENTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE. */
const codes: Readonly<Record<number, number>> = {
  401: 16,
  403: 7,
  404: 5,
  405: 12,
  408: 4,
  413: 8,
  429: 8,
  500: 13,
  503: 14,
};

function answer(status: number, contentType: string | undefined, body: Uint8Array): OtlpAnswer {
  return { status, contentType: isJson(contentType) ? "application/json" : "application/x-protobuf", body };
}

const isJson = (contentType: string | undefined): boolean => /^\s*application\/json\b/iu.test(contentType ?? "");
