import type { OtlpDecoder } from "./otlp-responder.js";

/** The decoder of `@earshot/trace`. */
export async function loadOtlpDecoder(): Promise<OtlpDecoder> {
  const { RequestRefusedError } = await import("../http/request-refused-error.js");
  return () => {
    throw new RequestRefusedError("unsupported_media_type", "OTLP is not read yet.");
  };
}
