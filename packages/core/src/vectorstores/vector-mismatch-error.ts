import { EarshotError } from "../errors/earshot-error.js";

/** Vectors don't go together: they differ in length, or there are not as many as there are documents. */
export class VectorMismatchError extends EarshotError {
  override readonly name = "VectorMismatchError";

  constructor(message: string) {
    super(message, { code: "VECTOR_MISMATCH" });
  }
}
