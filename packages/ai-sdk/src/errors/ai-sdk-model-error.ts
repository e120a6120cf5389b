import { EarshotError } from "@earshot/core/errors";

/** What is known of a call that failed. */
export interface AISDKModelErrorDetails {
  /** The provider's own error. */
  readonly cause?: unknown;
  /** Stable, e.g. `"AI_SDK_RATE_LIMIT"`. */
  readonly code: string;
  /** The HTTP status, if an answer came. */
  readonly status?: number | undefined;
  readonly retryable?: boolean;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** A call of an AI SDK provider failed; `cause` is the provider's own error, with its URL, its body and its headers. */
export class AISDKModelError extends EarshotError {
  override readonly name: string = "AISDKModelError";
  readonly status: number | undefined;
  /** Whether trying again can help. The model has already done so `maxRetries` times, unless pieces had arrived. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: AISDKModelErrorDetails) {
    super(message, details);
    this.status = details.status;
    this.retryable = details.retryable ?? false;
    this.retryAfterMs = details.retryAfterMs;
  }
}
