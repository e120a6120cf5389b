import type { IncomingMessage, ServerResponse } from "node:http";
import type { OtlpAnswer, PriceCall, TraceStore } from "@earshot/trace";
import { hasLeft } from "../http/has-left.js";
import { readBody } from "../http/read-body.js";
import { refusalFor } from "../http/refusal-for.js";
import { RequestRefusedError } from "../http/request-refused-error.js";
import { endAfterBody } from "../http/send-answer.js";

/** What the responder works with. */
export interface OtlpResponderOptions {
  readonly store: Pick<TraceStore, "append">;
  readonly longestBody: number;
  /** Knows what calls cost. Default: the list of prices. */
  readonly price: PriceCall | undefined;
  readonly onError: (error: unknown) => void;
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
    const { status, contentType, body } = await this.#answer(incoming);
    response.writeHead(status, {
      "content-type": contentType,
      "content-length": body.length,
      "cache-control": "no-store",
      ...(incoming.complete ? {} : { connection: "close" }),
    });
    endAfterBody(incoming, response, body);
  }

  async #answer(incoming: IncomingMessage): Promise<OtlpAnswer> {
    const { store, longestBody, price, onError } = this.#options;
    const contentType = incoming.headers["content-type"];
    // Loaded with the first request: it takes along protobuf's reader and the list of prices.
    const { refuseExport, takeExport } = await import("./take-export.js");
    try {
      const body = await readBody(incoming, longestBody);
      return await takeExport({ contentType, body, maxBytes: longestBody }, { store, price });
    } catch (error) {
      if (hasLeft(incoming)) throw error;
      return refuseExport(contentType, refusalFor(error, onError));
    }
  }
}
