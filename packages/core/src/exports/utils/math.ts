export { cosineSimilarity } from "../../vectorstores/cosine-similarity.js";
export { maximalMarginalRelevance } from "../../vectorstores/maximal-marginal-relevance.js";
