import { EarshotError } from "@earshot/core/errors";

/** A store of traces can't be opened, read or written. */
export class TraceStoreError extends EarshotError {
  override readonly name = "TraceStoreError";

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { code: "TRACE_STORE", ...options });
  }
}
