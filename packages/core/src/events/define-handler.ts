import type { TypedHandler } from "./handler.js";
import { resolveHandler } from "./resolved-handler.js";

/**
 * Types a handler in place: parameters are inferred, and a guard that does not wait is refused by the compiler.
 *
 * @throws InvalidHandlerError, UnknownOptionError for what could hear nothing, or guard nothing; otherwise whoever attaches it is told
 * @example
 * ```ts
 * import { defineHandler } from "@earshot/core/events";
 *
 * const tokens = defineHandler({ name: "tokens", on: { "chat_model.delta": (event) => console.log(event.text) } });
 * console.log(tokens.name); // => tokens
 * ```
 */
export function defineHandler<THandler extends TypedHandler>(handler: THandler): THandler {
  resolveHandler(handler);
  return handler;
}
