import type { Handler } from "../events/handler.js";

/** The handlers that a config or an object has as a list; a manager is none. */
export function listedHandlers(given: { readonly callbacks?: unknown } | undefined): readonly Handler[] | undefined {
  const callbacks = given?.callbacks;
  return Array.isArray(callbacks) ? (callbacks as readonly Handler[]) : undefined;
}
