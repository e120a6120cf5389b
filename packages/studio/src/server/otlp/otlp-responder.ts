import type { IncomingMessage, ServerResponse } from "node:http";
import type { PriceCall, TraceStore } from "@earshot/trace";
import { readBody } from "../http/read-body.js";
import { RequestRefusedError } from "../http/request-refused-error.js";
import { sendOtlp } from "./send-otlp.js";

/** Where OpenTelemetry's exporters send traces. */
export const otlpPath = "/v1/traces";

/** Each may hold as much memory as a body may be large. */
const mostExports = 128;

/** What the responder works with. */
export interface OtlpResponderOptions {
  readonly store: Pick<TraceStore, "append">;
  readonly longestBody: number;
  /** Knows what calls cost. Default: the list of prices. */
  readonly price: PriceCall | undefined;
}

/** OpenTelemetry's way in: `POST /v1/traces` of OTLP/HTTP, as protobuf or JSON. An answer says the events are safe. */
export class OtlpResponder {
  readonly #options: OtlpResponderOptions;
  #underWay = 0;

  constructor(options: OtlpResponderOptions) {
    this.#options = options;
  }

  async respond(incoming: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (path !== otlpPath)
      throw new RequestRefusedError("not_found", `Traces are taken at ${otlpPath}, and nothing else.`);
    if (incoming.method !== "POST")
      throw new RequestRefusedError("method_not_allowed", "This address answers POST.", { allow: "POST" });
    if (this.#underWay >= mostExports)
      throw new RequestRefusedError("too_many_exports", `${mostExports} exports are under way. Send this one later.`);
    this.#underWay++;
    try {
      await this.#take(incoming, response);
    } finally {
      this.#underWay--;
    }
  }

  async #take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { store, longestBody, price } = this.#options;
    // Loaded with the first request: it takes along protobuf's reader and the list of prices.
    const { takeExport } = await import("./take-export.js");
    const body = await readBody(incoming, longestBody);
    const contentType = incoming.headers["content-type"];
    const answer = await takeExport({ contentType, body, maxBytes: longestBody }, { store, price });
    sendOtlp(incoming, response, answer);
  }
}
