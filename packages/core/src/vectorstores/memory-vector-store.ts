import type { Callbacks } from "../context/run-config.js";
import { Document, type DocumentInterface } from "../documents/document.js";
import { cosine } from "./cosine-similarity.js";
import type { Embedder } from "./embedder.js";
import { maximalMarginalRelevance } from "./maximal-marginal-relevance.js";
import type { MaxMarginalRelevanceSearchOptions } from "./searchable-store.js";
import { configOf, VectorStore } from "./vector-store.js";
import { VectorMismatchError } from "./vector-mismatch-error.js";

/** How documents are added. */
export interface MemoryAddOptions {
  /** The documents' ids, in place of their own; what the store has under these ids is replaced. */
  readonly ids?: readonly string[] | undefined;
  /** Who hears the embedding, or the run that it belongs below. */
  readonly callbacks?: Callbacks | undefined;
}

/** A document as the store keeps it. */
export interface MemoryVector {
  content: string;
  embedding: number[];
  metadata: Record<string, unknown>;
  id?: string | undefined;
}

/** How near two vectors are; the greater, the nearer. */
export interface MemoryVectorStoreArgs {
  similarity?: (first: number[], second: number[]) => number;
}

const candidatesForRelevance = 20;

/**
 * A vector store that lasts as long as the process, and looks at each of its vectors for each search: right up to some ten thousand
 * documents.
 *
 * @example
 * ```ts
 * import { MemoryVectorStore } from "@earshot/core/vectorstores";
 *
 * const byLength = {
 *   embedQuery: async (text: string) => [text.length, 1],
 *   embedDocuments: async (texts: string[]) => texts.map((text) => [text.length, 1]),
 * };
 * const store = await MemoryVectorStore.fromTexts(["owl", "elephant"], [{ legs: 2 }, { legs: 4 }], byLength);
 * const [nearest] = await store.asRetriever({ k: 1 }).invoke("tapir");
 * console.log(nearest?.pageContent, nearest?.metadata); // => elephant { legs: 4 }
 * ```
 */
export class MemoryVectorStore extends VectorStore {
  declare FilterType: (document: DocumentInterface) => boolean;
  memoryVectors: MemoryVector[] = [];
  similarity: (first: number[], second: number[]) => number;

  constructor(embeddings: Embedder, { similarity, ...rest }: MemoryVectorStoreArgs = {}) {
    super(embeddings, rest);
    this.similarity = similarity ?? cosine;
  }

  override _vectorstoreType(): string {
    return "memory";
  }

  override async addDocuments(documents: DocumentInterface[], options: MemoryAddOptions = {}): Promise<void> {
    const texts = documents.map(({ pageContent }) => pageContent);
    const vectors = await this.embeddings.embedDocuments(texts, configOf(options.callbacks));
    await this.addVectors(vectors, documents, options);
  }

  /** @throws VectorMismatchError if there are not as many vectors as documents */
  override async addVectors(
    vectors: number[][],
    documents: DocumentInterface[],
    { ids }: MemoryAddOptions = {},
  ): Promise<void> {
    if (vectors.length !== documents.length)
      throw new VectorMismatchError(
        `There are ${vectors.length} vectors for ${documents.length} documents. Give one vector for each document, in their order.`,
      );
    if (ids !== undefined) await this.delete({ ids });
    for (const [index, { pageContent, metadata, id }] of documents.entries())
      this.memoryVectors.push({
        content: pageContent,
        embedding: vectors[index] as number[],
        metadata,
        id: ids?.[index] ?? id,
      });
  }

  /** Forgets the documents with these ids; without ids, all. */
  override async delete({ ids }: { readonly ids?: readonly string[] } = {}): Promise<void> {
    const gone = ids === undefined ? undefined : new Set(ids);
    this.memoryVectors =
      gone === undefined ? [] : this.memoryVectors.filter(({ id }) => id === undefined || !gone.has(id));
  }

  override async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: this["FilterType"],
  ): Promise<[Document, number][]> {
    return this.#nearest(query, k, filter).map(([vector, score]) => [documentOf(vector), score]);
  }

  override async maxMarginalRelevanceSearch(
    query: string,
    options: MaxMarginalRelevanceSearchOptions<this["FilterType"]>,
    callbacks?: Callbacks,
  ): Promise<Document[]> {
    const { k, fetchK = candidatesForRelevance, lambda, filter } = options;
    const vector = await this.embedQuery(query, callbacks);
    const nearest = this.#nearest(vector, fetchK, filter).map(([candidate]) => candidate);
    const embeddings = nearest.map(({ embedding }) => embedding);
    const chosen = maximalMarginalRelevance(vector, embeddings, lambda, k);
    return chosen.map((index) => documentOf(nearest[index] as MemoryVector));
  }

  /** @param metadatas one for each text, or one for all */
  static override fromTexts(
    texts: string[],
    metadatas: object[] | object,
    embeddings: Embedder,
    args?: MemoryVectorStoreArgs,
  ): Promise<MemoryVectorStore> {
    const documents = texts.map((pageContent, index) => {
      const metadata = (Array.isArray(metadatas) ? metadatas[index] : metadatas) as Record<string, unknown>;
      return new Document({ pageContent, metadata });
    });
    return this.fromDocuments(documents, embeddings, args);
  }

  static override async fromDocuments(
    documents: DocumentInterface[],
    embeddings: Embedder,
    args?: MemoryVectorStoreArgs,
  ): Promise<MemoryVectorStore> {
    const store = new this(embeddings, args);
    await store.addDocuments(documents);
    return store;
  }

  /** An empty store: what is in memory can't have existed before. */
  static async fromExistingIndex(embeddings: Embedder, args?: MemoryVectorStoreArgs): Promise<MemoryVectorStore> {
    return new this(embeddings, args);
  }

  #nearest(query: number[], k: number, filter: this["FilterType"] | undefined): [MemoryVector, number][] {
    const searched =
      filter === undefined ? this.memoryVectors : this.memoryVectors.filter((vector) => filter(documentOf(vector)));
    const scored = searched.map((vector): [MemoryVector, number] => [vector, this.similarity(query, vector.embedding)]);
    return scored.sort(([, first], [, second]) => second - first).slice(0, k);
  }
}

function documentOf({ content, metadata, id }: MemoryVector): Document {
  return new Document({ pageContent: content, metadata, ...(id === undefined ? {} : { id }) });
}
