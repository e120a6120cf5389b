import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";
import { AnthropicAuthenticationError } from "./authentication-error.js";
import { AnthropicConnectionError } from "./connection-error.js";
import { AnthropicInvalidRequestError } from "./invalid-request-error.js";
import { AnthropicNotFoundError } from "./not-found-error.js";
import { AnthropicOverloadedError } from "./overloaded-error.js";
import { AnthropicPermissionError } from "./permission-error.js";
import { AnthropicRateLimitError } from "./rate-limit-error.js";
import { AnthropicRequestTooLargeError } from "./request-too-large-error.js";
import { readRetryAfter } from "./retry-after.js";
import { scrubCause, scrubSecret } from "./scrub-secret.js";
import { readSdkError, type SdkErrorFacts } from "./sdk-error-facts.js";
import { AnthropicServerError } from "./server-error.js";
import { AnthropicStreamInterruptedError } from "./stream-interrupted-error.js";
import { AnthropicTimeoutError } from "./timeout-error.js";

/** What the request was about, to say in the message. */
export interface FailedRequest {
  readonly model: string;
  /** Scrubbed from the message and the cause. */
  readonly secret: string | undefined;
  /** Whether the answer had begun to stream. */
  readonly streaming: boolean;
  /** The id in the headers of the answer, where they had arrived: an error of the connection doesn't know it. */
  readonly requestId?: string | undefined;
}

type ErrorClass = new (message: string, details: Omit<AnthropicErrorDetails, "code">) => AnthropicError;

interface Verdict {
  readonly kind: ErrorClass;
  readonly says: string;
  readonly retryable: boolean;
}

/** The typed error for what the SDK threw. What is neither the API's nor the network's doing comes back as it is. */
export function fromSdkError(error: unknown, request: FailedRequest): unknown {
  if (error instanceof AnthropicError) return error;
  const facts = readSdkError(error);
  const verdict = judge(facts, request);
  if (verdict === undefined) return error;
  const shouldRetry = facts.header("x-should-retry");
  return new verdict.kind(scrubSecret(verdict.says, request.secret), {
    cause: scrubCause(error, request.secret),
    status: facts.status,
    requestId: facts.requestId ?? request.requestId,
    type: facts.type,
    retryable: shouldRetry === "true" ? true : shouldRetry === "false" ? false : verdict.retryable,
    retryAfterMs: readRetryAfter(facts.header),
    lcErrorCode: langChainCodes.get(verdict.kind),
  });
}

const langChainCodes: ReadonlyMap<ErrorClass, string> = new Map<ErrorClass, string>([
  [AnthropicAuthenticationError, "MODEL_AUTHENTICATION"],
  [AnthropicNotFoundError, "MODEL_NOT_FOUND"],
  [AnthropicRateLimitError, "MODEL_RATE_LIMIT"],
  [AnthropicRequestTooLargeError, "CONTEXT_OVERFLOW"],
]);

function judge(facts: SdkErrorFacts, request: FailedRequest): Verdict | undefined {
  const status = facts.status ?? statusByType[facts.type ?? ""] ?? (facts.apiMessage === undefined ? undefined : 500);
  if (status !== undefined) return judgeRefusal(status, facts, request);
  if (request.streaming) {
    const says =
      `The stream of "${request.model}" broke before the answer was complete (${facts.message}). ` +
      "The text so far is not the whole answer: call again, or add a fallback for answers that must arrive.";
    return { kind: AnthropicStreamInterruptedError, says, retryable: true };
  }
  if (facts.name === "APIConnectionTimeoutError") {
    const says = `Anthropic did not answer in time for "${request.model}". Raise \`clientOptions.timeout\` (milliseconds), or stream long answers.`;
    return { kind: AnthropicTimeoutError, says, retryable: true };
  }
  if (facts.name === "APIConnectionError") {
    const says = `Anthropic could not be reached (${facts.message}). Check the network, a proxy, and \`anthropicApiUrl\` if you set one.`;
    return { kind: AnthropicConnectionError, says, retryable: true };
  }
  if (isBrokenBody(facts)) {
    const says = `The answer of "${request.model}" broke off (${facts.message}). Call again; look for a proxy in between if it stays.`;
    return { kind: AnthropicConnectionError, says, retryable: true };
  }
  if (facts.name === "TypeError" && /header/i.test(facts.message)) {
    const says = `A header can't be sent (${facts.message}). Look for line breaks in the API key, \`headers\` and \`clientOptions.defaultHeaders\`.`;
    return { kind: AnthropicInvalidRequestError, says, retryable: false };
  }
  if (facts.name !== "AnthropicError") return undefined;
  const says = `The request to "${request.model}" could not be sent (${facts.message}). Check the constructor's fields and \`clientOptions\`.`;
  return { kind: AnthropicInvalidRequestError, says, retryable: false };
}

/** The SDK hands on what `fetch` says when a body ends early: a TypeError, or half of the JSON. */
function isBrokenBody(facts: SdkErrorFacts): boolean {
  return (
    facts.name === "SyntaxError" ||
    (facts.name === "TypeError" && /terminated|network|socket|fetch failed/i.test(facts.message))
  );
}

/** An `error` event in mid-stream has no status, only the API's name for what went wrong. */
const statusByType: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

function judgeRefusal(status: number, facts: SdkErrorFacts, request: FailedRequest): Verdict {
  const quote = `"${facts.apiMessage ?? facts.message}"`;
  const when = request.streaming ? " in the middle of its answer" : "";
  if (status === 401) {
    const says =
      `Anthropic refused the API key: ${quote}. Pass a valid key as \`apiKey\` (or \`anthropicApiKey\`), ` +
      "or set the environment variable ANTHROPIC_API_KEY.";
    return { kind: AnthropicAuthenticationError, says, retryable: false };
  }
  if (status === 402 || status === 403) {
    const says = `Anthropic does not allow this request: ${quote}. Check the credit and the permissions of the key's workspace.`;
    return { kind: AnthropicPermissionError, says, retryable: false };
  }
  if (status === 404) {
    const says =
      `Anthropic does not know what the request names: ${quote}. Check \`model\` ("${request.model}"), which may be misspelt, ` +
      "retired or closed to this key, and any file or container id.";
    return { kind: AnthropicNotFoundError, says, retryable: false };
  }
  if (status === 413 || (status === 400 && /prompt is too long/i.test(facts.apiMessage ?? facts.message))) {
    const says = `The request is too large for "${request.model}": ${quote}. Send fewer or shorter messages, or upload files and send their ids.`;
    return { kind: AnthropicRequestTooLargeError, says, retryable: false };
  }
  if (status === 429) return { kind: AnthropicRateLimitError, says: rateLimitAdvice(facts, quote), retryable: true };
  if (status === 529) {
    const says = `Anthropic is overloaded${when}: ${quote}. Try again later, raise \`maxRetries\`, or fall back to another model.`;
    return { kind: AnthropicOverloadedError, says, retryable: true };
  }
  if (status >= 500) {
    const says = `Anthropic failed${when} (status ${status}): ${quote}. Try again; if it stays, report the request id to Anthropic.`;
    return { kind: AnthropicServerError, says, retryable: true };
  }
  const says = `Anthropic refused the request for "${request.model}" (status ${status}): ${quote}. Correct the messages or parameters it names.`;
  return { kind: AnthropicInvalidRequestError, says, retryable: status === 408 || status === 409 };
}

function rateLimitAdvice(facts: SdkErrorFacts, quote: string): string {
  const waitMs = readRetryAfter(facts.header);
  const wait = waitMs === undefined || waitMs === 0 ? "Wait" : `Wait ${Math.ceil(waitMs / 1000)} s`;
  return `Anthropic's rate limit is reached: ${quote}. ${wait}, lower \`maxConcurrency\`, raise \`maxRetries\`, or ask for a higher limit.`;
}
