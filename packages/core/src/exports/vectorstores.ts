import "#wiring";

export type { Embedder } from "../vectorstores/embedder.js";
export {
  MemoryVectorStore,
  type MemoryAddOptions,
  type MemoryVector,
  type MemoryVectorStoreArgs,
} from "../vectorstores/memory-vector-store.js";
export { SaveableVectorStore } from "../vectorstores/saveable-vector-store.js";
export type { MaxMarginalRelevanceSearchOptions, SearchableStore } from "../vectorstores/searchable-store.js";
export { UnsupportedSearchError } from "../vectorstores/unsupported-search-error.js";
export { VectorMismatchError } from "../vectorstores/vector-mismatch-error.js";
export {
  VectorStore,
  type VectorStore as VectorStoreInterface,
  type AddDocumentOptions,
} from "../vectorstores/vector-store.js";
export {
  VectorStoreRetriever,
  type VectorStoreRetrieverInput,
  type VectorStoreRetrieverMMRSearchKwargs,
} from "../vectorstores/vector-store-retriever.js";
