import { EarshotError } from "@earshot/core/errors";
import { RequestRefusedError } from "./request-refused-error.js";

/** What a client is told of an error. Those that are no refusal go to `onError`: their messages may show paths of the machine. */
export function refusalFor(error: unknown, onError: (error: unknown) => void): RequestRefusedError {
  if (error instanceof RequestRefusedError) return error;
  onError(error);
  if (EarshotError.isInstance(error) && error.code === "TRACE_STORE")
    return new RequestRefusedError(
      "store_failed",
      "The store could not be read or written. The studio's terminal says why.",
    );
  return new RequestRefusedError("internal", "Something went wrong in the studio. Its terminal says what.");
}
