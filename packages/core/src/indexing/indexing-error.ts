import { EarshotError } from "../errors/earshot-error.js";

/** Documents can't be indexed the way that was asked for. */
export class IndexingError extends EarshotError {
  override readonly name = "IndexingError";

  constructor(message: string) {
    super(message, { code: "INDEXING" });
  }
}
