import { EarshotError } from "@earshot/core/errors";

/** LangChain's mark of an error that may be tried again; its retry helpers and middleware read it. */
const langChainRetryable = Symbol.for("langchain.errors.retryable");

/** What is known about a failed request. */
export interface AnthropicErrorDetails {
  /** Stable, e.g. `"ANTHROPIC_RATE_LIMIT"`. */
  readonly code: string;
  /** What led here: the SDK's error, or the socket's. */
  readonly cause?: unknown;
  /** The HTTP status, if an answer came. */
  readonly status?: number | undefined;
  /** The API's id of the request; Anthropic's support asks for it. */
  readonly requestId?: string | undefined;
  /** The API's own name of the error, e.g. `"overloaded_error"`. */
  readonly type?: string | undefined;
  /** Whether the same request may succeed later. */
  readonly retryable?: boolean;
  /** How long the API asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** LangChain's name for the kind of failure, where it has one. */
  readonly lcErrorCode?: string | undefined;
}

/** The base of every error of a request to the Messages API. Never contains the key: not in the message, not in the cause's. */
export class AnthropicError extends EarshotError {
  override readonly name: string = "AnthropicError";
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly type: string | undefined;
  /** Whether trying again can help. `ChatAnthropic` has already done so `maxRetries` times, unless tokens had arrived. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** LangChain's name for the kind of failure, e.g. `"MODEL_RATE_LIMIT"`; code that moved from there may branch on it. */
  readonly lc_error_code: string | undefined;

  constructor(message: string, details: AnthropicErrorDetails) {
    super(message, details);
    this.status = details.status;
    this.requestId = details.requestId;
    this.type = details.type;
    this.retryable = details.retryable ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.lc_error_code = details.lcErrorCode;
    Object.defineProperty(this, langChainRetryable, { value: this.retryable, configurable: true });
  }
}
