const marker = Symbol.for("earshot.error");

/** What every Earshot error is built from. */
export interface EarshotErrorOptions {
  /** Stable and machine-readable, e.g. `"HANDLER_ABORT"`. Never changes once released. */
  readonly code: string;
  /** What led here; kept as `error.cause`. */
  readonly cause?: unknown;
}

/**
 * The base of every error that Earshot itself throws. The message says what happened, with what, and what to do next; `code`
 * stays the same over releases, so branch on it, never on the message.
 *
 * @example
 * ```ts
 * import { EarshotError } from "@earshot/core/errors";
 *
 * const error = new EarshotError("The queue is full. Raise `maxQueuedEvents`.", { code: "QUEUE_FULL" });
 * console.log(EarshotError.isInstance(error), error.code); // => true QUEUE_FULL
 * ```
 */
export class EarshotError extends Error {
  override readonly name: string = "EarshotError"; // spelled out in each class: a minifier renames classes
  declare readonly code: string;

  constructor(message: string, options: EarshotErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    Object.defineProperty(this, marker, { value: true });
  }

  /** True for an Earshot error from any installed copy of the package, where `instanceof` would see only its own. */
  static isInstance(value: unknown): value is EarshotError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
