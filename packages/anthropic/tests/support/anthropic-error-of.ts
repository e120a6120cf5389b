import { expect } from "vitest";
import { AnthropicError } from "../../src/errors/anthropic-error.js";

/** What a call rejects with: one of the package's own errors. */
export async function anthropicErrorOf(promise: Promise<unknown>): Promise<AnthropicError> {
  const error = await promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${JSON.stringify(value)}`)),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AnthropicError);
  return error as AnthropicError;
}
