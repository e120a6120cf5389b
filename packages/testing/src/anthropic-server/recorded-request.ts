/** How the answer to a request went: still going, sent in full, the client went away, or the script broke it. */
export type AnthropicRequestOutcome = "open" | "completed" | "client_closed" | "cut";

/** What a client sent. Secrets in headers are masked: only their last four characters are kept. */
export interface RecordedAnthropicRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body, or undefined if it was none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** The client's end of the connection: requests with the same port share a connection. */
  readonly clientPort: number | undefined;
  /** `performance.now()` at arrival, to measure waits between attempts. */
  readonly receivedAt: number;
  readonly outcome: AnthropicRequestOutcome;
  /** Settles once the answer is over, with how it went. */
  readonly ended: Promise<Exclude<AnthropicRequestOutcome, "open">>;
}

const secretHeaders = new Set(["x-api-key", "authorization", "proxy-authorization", "cookie"]);

/** The headers as plain strings, with secrets reduced to `***` and their last four characters. */
export function maskHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(", ") : value;
    masked[name] = secretHeaders.has(name) ? `***${text.slice(-4)}` : text;
  }
  return masked;
}
