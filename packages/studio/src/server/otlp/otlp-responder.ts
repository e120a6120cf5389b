import type { IncomingMessage, ServerResponse } from "node:http";
import type { TraceEvent, TraceStore } from "@earshot/trace";
import { readBody } from "../http/read-body.js";
import { endAfterBody } from "../http/send-answer.js";
import { RequestRefusedError } from "../http/request-refused-error.js";
import { protobufStatus } from "./protobuf-status.js";

export type OtlpFormat = "protobuf" | "json";

/** What an export request says. */
export interface DecodedExport {
  readonly events: readonly TraceEvent[];
  /** Spans that are none. */
  readonly rejected: number;
}

/** Reads an export request. Throws for what is none. */
export type OtlpDecoder = (bytes: Uint8Array, format: OtlpFormat) => DecodedExport;

/** What the responder works with. */
export interface OtlpResponderOptions {
  readonly store: Pick<TraceStore, "append">;
  readonly longestBody: number;
  /** Loaded with the first request: it takes along protobuf's reader. */
  readonly loadDecoder: () => Promise<OtlpDecoder>;
}

/**
 * OpenTelemetry's way in: `POST /v1/traces` of OTLP/HTTP, as protobuf or JSON. An answer says the events are safe; what is said about errors is a
 * `google.rpc.Status` in the client's own format, with a status that tells exporters whether to try again.
 */
export class OtlpResponder {
  readonly #options: OtlpResponderOptions;

  constructor(options: OtlpResponderOptions) {
    this.#options = options;
  }

  async respond(incoming: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (path !== "/v1/traces")
      throw new RequestRefusedError("not_found", "Traces are taken at /v1/traces, and nothing else.");
    if (incoming.method !== "POST")
      throw new RequestRefusedError("method_not_allowed", "This address answers POST.", { allow: "POST" });
    const format = formatOf(incoming);
    try {
      const bytes = await readBody(incoming, this.#options.longestBody);
      const { events, rejected } = await this.#decode(bytes, format);
      if (events.length > 0) await this.#options.store.append(events);
      answer(incoming, response, { status: 200, format, body: successOf(rejected, format) });
    } catch (error) {
      if (!(error instanceof RequestRefusedError)) throw error;
      answer(incoming, response, { status: error.status, format, body: failureOf(error, format) });
    }
  }

  async #decode(bytes: Uint8Array, format: OtlpFormat): Promise<DecodedExport> {
    const decode = await this.#options.loadDecoder();
    try {
      return decode(bytes, format);
    } catch (error) {
      if (error instanceof RequestRefusedError) throw error;
      throw new RequestRefusedError("bad_request", `The body is no ExportTraceServiceRequest in ${format}.`);
    }
  }
}

function formatOf({ headers }: IncomingMessage): OtlpFormat {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-protobuf" || type === "application/protobuf") return "protobuf";
  if (type === "application/json") return "json";
  throw new RequestRefusedError(
    "unsupported_media_type",
    "OTLP is taken as `application/x-protobuf` or `application/json`.",
  );
}

interface OtlpAnswer {
  readonly status: number;
  readonly format: OtlpFormat;
  readonly body: string | Uint8Array;
}

function answer(incoming: IncomingMessage, response: ServerResponse, { status, format, body }: OtlpAnswer): void {
  response.writeHead(status, {
    "content-type": format === "json" ? "application/json" : "application/x-protobuf",
    "content-length": typeof body === "string" ? Buffer.byteLength(body) : body.length,
    "cache-control": "no-store",
    ...(incoming.complete ? {} : { connection: "close" }),
  });
  endAfterBody(incoming, response, body);
}

/** `ExportTraceServiceResponse`; of one that says nothing, protobuf needs no byte. */
function successOf(rejected: number, format: OtlpFormat): string | Uint8Array {
  const errorMessage = `${rejected} spans could not be read.`;
  if (format === "json")
    return JSON.stringify(rejected === 0 ? {} : { partialSuccess: { rejectedSpans: String(rejected), errorMessage } });
  return rejected === 0 ? new Uint8Array() : protobufStatus.partialSuccess(rejected, errorMessage);
}

/** `google.rpc.Status` with INVALID_ARGUMENT. */
function failureOf({ message }: RequestRefusedError, format: OtlpFormat): string | Uint8Array {
  return format === "json" ? JSON.stringify({ code: 3, message }) : protobufStatus.failure(3, message);
}
