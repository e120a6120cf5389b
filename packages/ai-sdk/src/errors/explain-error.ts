import { retryAfterOf } from "@earshot/core/utils/retry";
import { AISDKAuthenticationError } from "./ai-sdk-authentication-error.js";
import { AISDKModelError } from "./ai-sdk-model-error.js";
import { AISDKRateLimitError } from "./ai-sdk-rate-limit-error.js";

/** AI SDK's mark of the errors of requests, the same in every version and copy of its packages. */
const apiCallError = Symbol.for("vercel.ai.error.AI_APICallError");

/** The parts of AI SDK's `APICallError` that are read here. */
interface APICallError extends Error {
  readonly statusCode?: number;
  readonly isRetryable: boolean;
  readonly responseHeaders?: Readonly<Record<string, string>>;
}

/** An error of a provider as one of this package's, with the provider's own as its cause. */
export function explainError(error: unknown, model: { readonly provider: string; readonly modelId: string }): Error {
  if (error instanceof AISDKModelError) return error;
  const said = `"${model.modelId}" of ${model.provider}`;
  if (!isAPICallError(error))
    return new AISDKModelError(`${said} failed: ${messageOf(error)}`, { code: "AI_SDK_MODEL", cause: error });
  const { statusCode: status, isRetryable: retryable, responseHeaders = {}, message } = error;
  const details = { cause: error, status, retryable, retryAfterMs: retryAfterOf({ responseHeaders }) };
  if (status === 429)
    return new AISDKRateLimitError(
      `${said} is over its rate limit: ${message}. Wait ${details.retryAfterMs === undefined ? "" : `${details.retryAfterMs} ms `}before the next call, or send fewer at once.`,
      details,
    );
  if (status === 401 || status === 403)
    return new AISDKAuthenticationError(
      `${said} refuses the key (${status}): ${message}. Check the key that the provider was made with, and what it may do.`,
      details,
    );
  const next = retryable ? "Trying again can help." : "The same request will fail again: change it.";
  return new AISDKModelError(`${said} failed${status === undefined ? "" : ` (${status})`}: ${message}. ${next}`, {
    ...details,
    code: "AI_SDK_MODEL",
  });
}

function isAPICallError(error: unknown): error is APICallError {
  return typeof error === "object" && error !== null && apiCallError in error;
}

/** A stream may say what is wrong as a text or as the body that the API sent. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === "string") return error;
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === "string" ? message : (JSON.stringify(error) ?? String(error));
}
