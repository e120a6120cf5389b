import type { AnthropicErrorReply } from "./anthropic-reply.js";

const typeByStatus: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  500: "api_error",
  504: "timeout_error",
  529: "overloaded_error",
};

/** The API's JSON for an error: its type follows from the status unless the script names one. */
export function toErrorBody(reply: AnthropicErrorReply, requestId: string): object {
  const type =
    reply.type ?? typeByStatus[reply.status] ?? (reply.status >= 500 ? "api_error" : "invalid_request_error");
  return { type: "error", error: { type, message: reply.message ?? `scripted ${type}` }, request_id: requestId };
}
