import { EarshotError } from "../errors/earshot-error.js";

/** A vector store was asked for something that its kind doesn't do. */
export class UnsupportedSearchError extends EarshotError {
  override readonly name = "UnsupportedSearchError";

  constructor(store: string, operation: string) {
    super(
      `The vector store "${store}" has no \`${operation}\`. Implement it in the store's class, or use a store that has it.`,
      { code: "UNSUPPORTED_SEARCH" },
    );
  }
}
