import type { IncomingMessage, ServerResponse } from "node:http";
import type { OtlpAnswer } from "@earshot/trace";
import { endAfterBody } from "../http/send-answer.js";

/** Answers an exporter. */
export function sendOtlp(
  incoming: IncomingMessage,
  response: ServerResponse,
  { status, contentType, body, headers = {} }: OtlpAnswer & { readonly headers?: Readonly<Record<string, string>> },
): void {
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": body.length,
    "cache-control": "no-store",
    ...(incoming.complete ? {} : { connection: "close" }),
    ...headers,
  });
  endAfterBody(incoming, response, body);
}
