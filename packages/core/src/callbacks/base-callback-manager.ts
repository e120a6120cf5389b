import type { Handler } from "../events/handler.js";

/** What every manager of handlers can do. */
export abstract class BaseCallbackManager {
  abstract addHandler(handler: Handler): void;
  abstract removeHandler(handler: Handler): void;
  abstract setHandlers(handlers: readonly Handler[]): void;

  /** Replaces all handlers by this one. */
  setHandler(handler: Handler): void {
    this.setHandlers([handler]);
  }
}
