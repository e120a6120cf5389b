import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestRefusedError } from "../http/request-refused-error.js";
import { sendRefusal } from "../http/send-answer.js";
import { formatOfError } from "./format-of-error.js";
import { sendOtlp } from "./send-otlp.js";

/** Exporters try these again. */
const retried: ReadonlySet<number> = new Set([429, 503]);
const retryAfterSeconds = "5";

/**
 * Says to an exporter why not: a `google.rpc.Status` in its own format, whatever it was that refused it, with a status that tells whether to try
 * again, and when. Who names no format at all, as a browser that looks, is no exporter.
 */
export async function refuseExport(
  incoming: IncomingMessage,
  response: ServerResponse,
  refusal: RequestRefusedError,
): Promise<void> {
  const again: Readonly<Record<string, string>> = retried.has(refusal.status)
    ? { "retry-after": retryAfterSeconds }
    : {};
  const contentType = incoming.headers["content-type"];
  if (response.headersSent || contentType === undefined) return sendRefusal(incoming, response, refusal);
  const { otlpErrorAnswer } = await import("@earshot/trace");
  sendOtlp(incoming, response, {
    ...otlpErrorAnswer(formatOfError(contentType), refusal),
    headers: { ...again, ...refusal.headers },
  });
}
