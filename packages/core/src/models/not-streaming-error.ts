import { EarshotError } from "../errors/earshot-error.js";

/** A model's stream was asked for that has none. */
export class NotStreamingError extends EarshotError {
  override readonly name = "NotStreamingError";

  constructor(modelName: string) {
    super(
      `${modelName} does not implement _streamResponseChunks. Use stream() or invoke(), which do without, or implement it.`,
      {
        code: "NOT_STREAMING",
      },
    );
  }
}
