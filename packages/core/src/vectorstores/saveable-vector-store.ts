import type { Embedder } from "./embedder.js";
import { UnsupportedSearchError } from "./unsupported-search-error.js";
import { VectorStore } from "./vector-store.js";

/** The base of vector stores that can be written to a directory and read back. */
export abstract class SaveableVectorStore extends VectorStore {
  abstract save(directory: string): Promise<void>;

  /** The store that was saved to a directory. */
  static load(_directory: string, _embeddings: Embedder): Promise<SaveableVectorStore> {
    return Promise.reject(new UnsupportedSearchError(this.name, "load"));
  }
}
