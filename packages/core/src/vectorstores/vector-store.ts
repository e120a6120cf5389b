import type { Callbacks, RunnableConfig } from "../context/run-config.js";
import type { DocumentInterface } from "../documents/document.js";
import { Serializable } from "../load/serializable.js";
import type { Embedder } from "./embedder.js";
import type { MaxMarginalRelevanceSearchOptions } from "./searchable-store.js";
import { UnsupportedSearchError } from "./unsupported-search-error.js";
import { VectorStoreRetriever, type VectorStoreRetrieverInput } from "./vector-store-retriever.js";

/** A store's own options for adding documents. */
export type AddDocumentOptions = Record<string, unknown>;

/** Where and how the search of a store's own kind narrows what it looks at. */
type FilterOf<TStore extends { FilterType: unknown }> = TStore["FilterType"] | undefined;

/**
 * The base of vector stores: documents that are found by what they mean. A kind of store implements adding vectors and searching by
 * one; this embeds what is given as text, hands `callbacks` on so that the embedding is heard below the run that searches, and makes
 * retrievers.
 *
 * A search called directly has no run of its own; one by a retriever is heard as the retriever's.
 */
export abstract class VectorStore extends Serializable {
  /** The type of this kind's filters. There is no such property at run time. */
  declare FilterType: object | string;
  override lc_namespace: string[];
  embeddings: Embedder;

  /** @param config what the store is made of, for its serialized form */
  constructor(embeddings: Embedder, config: object = {}) {
    super(config);
    this.lc_namespace = ["langchain", "vectorstores", this._vectorstoreType()];
    this.embeddings = embeddings;
  }

  /** The kind of store: its retrievers are tagged with it. */
  abstract _vectorstoreType(): string;

  /** Adds documents by vectors made before, one for each. Answers their ids, if the store gives them any. */
  abstract addVectors(
    vectors: number[][],
    documents: DocumentInterface[],
    options?: AddDocumentOptions,
  ): Promise<string[] | void>;

  /** Embeds the documents and adds them. */
  abstract addDocuments(documents: DocumentInterface[], options?: AddDocumentOptions): Promise<string[] | void>;

  /** The `k` documents nearest to a vector with how near they are, the nearest first. */
  abstract similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: this["FilterType"],
  ): Promise<[DocumentInterface, number][]>;

  /** The documents most like the query and least like each other. A retriever with `searchType: "mmr"` calls it. */
  maxMarginalRelevanceSearch?(
    query: string,
    options: MaxMarginalRelevanceSearchOptions<this["FilterType"]>,
    callbacks?: Callbacks,
  ): Promise<DocumentInterface[]>;

  /** @throws UnsupportedSearchError unless the store's kind implements it */
  async delete(_parameters?: Record<string, unknown>): Promise<void> {
    throw new UnsupportedSearchError(this._vectorstoreType(), "delete");
  }

  /** The documents nearest to the query's meaning, the nearest first. */
  async similaritySearch(
    query: string,
    k = 4,
    filter?: this["FilterType"],
    callbacks?: Callbacks,
  ): Promise<DocumentInterface[]> {
    const found = await this.similaritySearchWithScore(query, k, filter, callbacks);
    return found.map(([document]) => document);
  }

  /** The same with how near each is, in the store's own measure. */
  async similaritySearchWithScore(
    query: string,
    k = 4,
    filter?: this["FilterType"],
    callbacks?: Callbacks,
  ): Promise<[DocumentInterface, number][]> {
    return this.similaritySearchVectorWithScore(await this.embedQuery(query, callbacks), k, filter);
  }

  /** A store with these texts. */
  static fromTexts(
    _texts: string[],
    _metadatas: object[] | object,
    _embeddings: Embedder,
    _config?: object,
  ): Promise<VectorStore> {
    return Promise.reject(new UnsupportedSearchError(this.name, "fromTexts"));
  }

  /** A store with these documents. */
  static fromDocuments(_documents: DocumentInterface[], _embeddings: Embedder, _config?: object): Promise<VectorStore> {
    return Promise.reject(new UnsupportedSearchError(this.name, "fromDocuments"));
  }

  /** A retriever of this store: of its `k` nearest documents, or made of fields. It is tagged with the store's kind. */
  asRetriever(
    kOrFields?: number | Partial<VectorStoreRetrieverInput<this>>,
    filter?: FilterOf<this>,
    callbacks?: VectorStoreRetrieverInput<this>["callbacks"],
    tags?: readonly string[],
    metadata?: Readonly<Record<string, unknown>>,
    verbose?: boolean,
  ): VectorStoreRetriever<this> {
    const fields =
      typeof kOrFields === "object" ? kOrFields : { k: kOrFields, filter, callbacks, tags, metadata, verbose };
    return new VectorStoreRetriever({
      ...fields,
      tags: [...(fields.tags ?? []), this._vectorstoreType()],
      vectorStore: this,
    } as VectorStoreRetrieverInput<this>);
  }

  /** The query's vector, heard below the run that `callbacks` belong to. */
  protected embedQuery(query: string, callbacks: Callbacks | undefined): Promise<number[]> {
    return this.embeddings.embedQuery(query, configOf(callbacks));
  }
}

/** The config that puts a call below the run that `callbacks` belong to. */
export function configOf(callbacks: Callbacks | undefined): RunnableConfig | undefined {
  return callbacks === undefined ? undefined : { callbacks };
}
