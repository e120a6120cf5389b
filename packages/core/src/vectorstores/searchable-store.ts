import type { Callbacks } from "../context/run-config.js";
import type { DocumentInterface } from "../documents/document.js";

/** What a search for documents that are like the query and unlike each other is asked for. */
export interface MaxMarginalRelevanceSearchOptions<TFilter> {
  /** How many documents to return. */
  k: number;
  /** How many of the best to choose them from; 20 if not given. */
  fetchK?: number | undefined;
  /** 1 looks at likeness to the query alone, 0 at difference from each other alone; 0.5 if not given. */
  lambda?: number | undefined;
  filter?: TFilter | undefined;
}

/** What a retriever needs of a vector store: ours, and those of other copies of the package. */
export interface SearchableStore {
  FilterType: object | string;
  _vectorstoreType(): string;
  addDocuments(documents: DocumentInterface[], options?: Record<string, unknown>): Promise<string[] | void>;
  similaritySearch(
    query: string,
    k?: number,
    filter?: this["FilterType"],
    callbacks?: Callbacks,
  ): Promise<DocumentInterface[]>;
  maxMarginalRelevanceSearch?(
    query: string,
    options: MaxMarginalRelevanceSearchOptions<this["FilterType"]>,
    callbacks?: Callbacks,
  ): Promise<DocumentInterface[]>;
}
