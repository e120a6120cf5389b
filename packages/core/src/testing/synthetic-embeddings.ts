import type { RunnableConfig } from "../context/run-config.js";
import { Embeddings, type EmbeddingsParams } from "../embeddings/embeddings.js";

/** What {@link SyntheticEmbeddings} are made of. */
export interface SyntheticEmbeddingsParams extends EmbeddingsParams {
  readonly vectorSize: number;
}

/** An embedding model that always makes the same vector of a text: the text is cut into as many pieces as there are dimensions. */
export class SyntheticEmbeddings extends Embeddings {
  readonly vectorSize: number;

  constructor(params: SyntheticEmbeddingsParams) {
    super(params);
    this.vectorSize = params.vectorSize;
  }

  override async embedDocuments(documents: string[], _config?: RunnableConfig): Promise<number[][]> {
    return documents.map((document) => this.#embed(document));
  }

  override async embedQuery(document: string, _config?: RunnableConfig): Promise<number[]> {
    return this.#embed(document);
  }

  #embed(document: string): number[] {
    const text = document.toLowerCase().replaceAll(/[^a-z ]/g, "");
    if (text === "") return [];
    const length = Math.ceil(text.length / this.vectorSize);
    const padded = length === 1 ? text : text.padEnd(length * this.vectorSize);
    return Array.from({ length: this.vectorSize }, (_, index) =>
      valueOf(padded.slice(index * length, (index + 1) * length)),
    );
  }
}

/** A number from 0 to 1 that depends on the piece alone. */
function valueOf(piece: string): number {
  if (piece === " ") return 0;
  let sum = 0;
  for (let index = 0; index < piece.length; index++) sum += piece.charCodeAt(index);
  return (sum % 26) / 26;
}
