import { Embeddings } from "@earshot/core/embeddings";
import type { EmbeddingsInterface } from "@langchain/core/embeddings";

/**
 * A model of vectors of LangChain's as one of Earshot's: each call of it is a run. The work goes on if the run is aborted, as LangChain's takes no
 * signal; nobody waits for it. What it costs LangChain doesn't tell.
 */
export class LangChainEmbeddings<TOutput = number[]> extends Embeddings<TOutput> {
  /** The model itself. */
  readonly embeddings: EmbeddingsInterface<TOutput>;

  constructor(embeddings: EmbeddingsInterface<TOutput>) {
    const { model } = embeddings as { readonly model?: unknown };
    super({
      name: embeddings.constructor.name,
      ...(typeof model === "string" && { metadata: { ls_model_name: model } }),
    });
    this.embeddings = embeddings;
  }

  override embedDocuments(documents: string[]): Promise<TOutput[]> {
    return this.embeddings.embedDocuments(documents);
  }

  override embedQuery(document: string): Promise<TOutput> {
    return this.embeddings.embedQuery(document);
  }
}
