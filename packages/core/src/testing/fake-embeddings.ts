import type { RunnableConfig } from "../context/run-config.js";
import { Embeddings } from "../embeddings/embeddings.js";

/** An embedding model for which all texts are alike. */
export class FakeEmbeddings extends Embeddings {
  override async embedDocuments(documents: string[], _config?: RunnableConfig): Promise<number[][]> {
    return documents.map(() => [0.1, 0.2, 0.3, 0.4]);
  }

  override async embedQuery(_document: string, _config?: RunnableConfig): Promise<number[]> {
    return [0.1, 0.2, 0.3, 0.4];
  }
}
