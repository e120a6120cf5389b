export { Embeddings, type EmbeddingsInterface, type EmbeddingsParams } from "../embeddings/embeddings.js";
