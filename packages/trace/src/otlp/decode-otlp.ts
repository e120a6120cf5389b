import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { decodeJson } from "./decode-json.js";
import { decodeProtobuf } from "./decode-protobuf.js";
import { OtlpError } from "./otlp-error.js";
import type { OtlpSpan, OtlpTraces } from "./otlp-span.js";
import { isTime } from "./span-time.js";

/** A request to `/v1/traces`, as it came. */
export interface OtlpRequest {
  /** The header; what follows a semicolon in it is passed over. */
  readonly contentType: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly body: Uint8Array;
  /** Bytes of the body when it is unpacked. Default 64 MiB. */
  readonly maxBytes?: number;
}

const unzip = promisify(gunzip);

/**
 * The spans of an OTLP/HTTP request: protobuf or JSON, packed by gzip or not. What the request holds is bounded after unpacking.
 *
 * @throws OtlpError, and nothing else, for whatever is no such request; its `status` is the answer's
 */
export async function decodeOtlp({
  contentType,
  contentEncoding,
  body,
  maxBytes = 64 * 1024 * 1024,
}: OtlpRequest): Promise<OtlpTraces> {
  const type = mediaTypeOf(contentType);
  const unpacked = await unpack(body, { encoding: contentEncoding, maxBytes });
  const all = type === "application/json" ? decodeJson(unpacked) : decodeProtobuf(unpacked);
  const spans = all.filter(isValid);
  return { spans, rejected: all.length - spans.length };
}

function mediaTypeOf(contentType: string | undefined): string {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json" || type === "application/x-protobuf") return type;
  throw new OtlpError(`The content type is "${type ?? ""}". Send application/x-protobuf or application/json.`, {
    status: 415,
  });
}

async function unpack(
  body: Uint8Array,
  { encoding, maxBytes }: { readonly encoding: string | undefined; readonly maxBytes: number },
): Promise<Uint8Array> {
  const tooLarge = (cause?: unknown) =>
    new OtlpError(`The request has more than ${maxBytes} bytes when it is unpacked. Send fewer spans at once.`, {
      status: 413,
      cause,
    });
  if (body.length > maxBytes) throw tooLarge();
  if (encoding === undefined || encoding === "" || encoding === "identity") return body;
  if (encoding.toLowerCase() !== "gzip")
    throw new OtlpError(`The content encoding is "${encoding}". Send gzip, or none.`, { status: 415 });
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as { readonly code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(cause);
    throw new OtlpError("The request is no gzip, though its content encoding says so.", { status: 400, cause });
  }
}

function isValid({ traceId, spanId, start, end }: OtlpSpan): boolean {
  return /^(?!0+$)[\da-f]{32}$/u.test(traceId) && /^(?!0+$)[\da-f]{16}$/u.test(spanId) && isTime(start) && isTime(end);
}
