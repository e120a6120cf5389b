import type { RunnableConfig } from "../context/run-config.js";

/** What a vector store needs of embeddings: anybody's will do. The config puts a heard embedding below the run it is made for. */
export interface Embedder {
  embedQuery(text: string, config?: RunnableConfig): Promise<number[]>;
  /** One vector for each text, in their order. */
  embedDocuments(texts: string[], config?: RunnableConfig): Promise<number[][]>;
}
