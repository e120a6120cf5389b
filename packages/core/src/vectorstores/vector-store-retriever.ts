import type { CallbackManagerForRetrieverRun } from "../callbacks/callback-manager-for-retriever-run.js";
import type { DocumentInterface } from "../documents/document.js";
import { BaseRetriever, type BaseRetrieverInput } from "../retrievers/base-retriever.js";
import type { SearchableStore } from "./searchable-store.js";
import { UnsupportedSearchError } from "./unsupported-search-error.js";

/** How a search for documents unlike each other chooses: see `MaxMarginalRelevanceSearchOptions`. */
export interface VectorStoreRetrieverMMRSearchKwargs {
  fetchK?: number;
  lambda?: number;
}

/** What a retriever of a vector store is made of. */
export type VectorStoreRetrieverInput<TStore extends SearchableStore> = BaseRetrieverInput & {
  vectorStore: TStore;
  /** How many documents to find; 4 if not given. */
  k?: number | undefined;
  filter?: TStore["FilterType"] | undefined;
} & ({ searchType?: "similarity" } | { searchType: "mmr"; searchKwargs?: VectorStoreRetrieverMMRSearchKwargs });

/**
 * Finds documents in a vector store. Usually made by the store's `asRetriever`. What the store calls, its embeddings above all, is heard
 * below the retriever's run, tagged `vectorstore`.
 */
export class VectorStoreRetriever<TStore extends SearchableStore = SearchableStore> extends BaseRetriever {
  override lc_namespace = ["langchain_core", "vectorstores"];
  vectorStore: TStore;
  k: number;
  searchType: "similarity" | "mmr";
  searchKwargs: VectorStoreRetrieverMMRSearchKwargs | undefined;
  filter: TStore["FilterType"] | undefined;

  constructor(fields: VectorStoreRetrieverInput<TStore>) {
    super(fields);
    this.vectorStore = fields.vectorStore;
    this.k = fields.k ?? 4;
    this.searchType = fields.searchType ?? "similarity";
    this.searchKwargs = fields.searchType === "mmr" ? fields.searchKwargs : undefined;
    this.filter = fields.filter;
  }

  static override lc_name(): string {
    return "VectorStoreRetriever";
  }

  _vectorstoreType(): string {
    return this.vectorStore._vectorstoreType();
  }

  /** @throws UnsupportedSearchError if the store can't search the way that `searchType` says */
  override async _getRelevantDocuments(
    query: string,
    runManager?: CallbackManagerForRetrieverRun,
  ): Promise<DocumentInterface[]> {
    const { vectorStore, k, filter } = this;
    const callbacks = runManager?.getChild("vectorstore");
    if (this.searchType === "similarity") return vectorStore.similaritySearch(query, k, filter, callbacks);
    if (vectorStore.maxMarginalRelevanceSearch === undefined)
      throw new UnsupportedSearchError(vectorStore._vectorstoreType(), "maxMarginalRelevanceSearch");
    return vectorStore.maxMarginalRelevanceSearch(query, { k, filter, ...this.searchKwargs }, callbacks);
  }

  /** Adds documents to the store. */
  addDocuments(documents: DocumentInterface[], options?: Record<string, unknown>): Promise<string[] | void> {
    return this.vectorStore.addDocuments(documents, options);
  }
}
