import type { HandlerFailure } from "./handler-failure.js";
import { settings } from "./settings.js";

/** Tells whoever listens for it that a handler failed; a listener that fails itself changes nothing. */
export function reportHandlerError(error: unknown, failure: HandlerFailure): void {
  try {
    settings.onHandlerError?.(error, failure);
  } catch {
    // A failing error listener must not fail the run it reports on.
  }
}
