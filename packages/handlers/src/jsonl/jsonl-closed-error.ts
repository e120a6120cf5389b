import { EarshotError } from "@earshot/core/errors";

/** An event came after its handler was closed. */
export class JsonlClosedError extends EarshotError {
  override readonly name = "JsonlClosedError";

  constructor(path: string) {
    super(
      `The JSONL handler of "${path}" is closed, and this event is not written. Close it when no run is under way any more.`,
      {
        code: "JSONL_CLOSED",
      },
    );
  }
}
