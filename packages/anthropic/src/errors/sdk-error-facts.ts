/** What the rest of the package needs to know of an error that the SDK threw. */
export interface SdkErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** The API's own name of the error. */
  readonly type: string | undefined;
  /** The API's own message, without the status. */
  readonly apiMessage: string | undefined;
  readonly header: (name: string) => string | undefined;
}

/**
 * Reads an error by shape, never by class: a client from `createClient` (Bedrock, Vertex) may bring another copy of the SDK.
 */
export function readSdkError(error: unknown): SdkErrorFacts {
  const fields = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const body = asRecord(fields["error"]);
  const inner = asRecord(body["error"]);
  const headers = fields["headers"];
  const header = (name: string): string | undefined => {
    if (headers instanceof Headers) return headers.get(name) ?? undefined;
    return asText(asRecord(headers)[name]);
  };
  return {
    // The SDK's connection errors carry their class name only on the constructor in some versions.
    name: nameOf(error, fields),
    message: asText(fields["message"]) ?? String(error),
    status: typeof fields["status"] === "number" ? fields["status"] : undefined,
    requestId: asText(fields["requestID"]) ?? asText(body["request_id"]) ?? header("request-id"),
    type: asText(fields["type"]) ?? asText(inner["type"]),
    apiMessage: asText(inner["message"]) ?? asText(body["message"]),
    header,
  };
}

function nameOf(error: unknown, fields: Record<string, unknown>): string {
  const own = asText(fields["name"]);
  if (own !== undefined && own !== "Error") return own;
  return typeof error === "object" && error !== null ? error.constructor.name : "Error";
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
