import type { Handler } from "../events/handler.js";

/**
 * The handler as it can be attached: itself, whatever it is. LangChain wraps a plain object of methods, which makes another handler of
 * the same object; here it may be attached as it is, and attached twice it hears once.
 */
export function ensureHandler<THandler extends Handler>(handler: THandler): THandler {
  return handler;
}
