import { EarshotError } from "@earshot/core/errors";

/** A request is no OTLP: `status` is what HTTP answers to it. */
export class OtlpError extends EarshotError {
  override readonly name = "OtlpError";
  readonly status: 400 | 413 | 415;

  constructor(message: string, { status, cause }: { readonly status: 400 | 413 | 415; readonly cause?: unknown }) {
    super(message, { code: "OTLP_REQUEST", ...(cause === undefined ? {} : { cause }) });
    this.status = status;
  }
}
