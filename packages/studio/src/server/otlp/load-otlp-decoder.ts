import { RequestRefusedError } from "../http/request-refused-error.js";
import type { OtlpDecoder } from "./otlp-responder.js";

/** The decoder where none was given: says that there is none. */
export async function loadOtlpDecoder(): Promise<OtlpDecoder> {
  return () => {
    throw new RequestRefusedError("not_supported", "This studio takes no OTLP: it was started without a decoder.");
  };
}
