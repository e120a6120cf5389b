import type { DeliberateDifference } from "./deliberate-difference.js";
import { hearsTransformer } from "./rewrites/retrieval-rewrites.js";
import { withError } from "./rewrites/rewrite-values.js";

/** The deliberate differences of retrievers and what they work with. */
export const retrievalDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["retriever of a vector store: mmr that the store hasn't"],
    what: "A search that a vector store hasn't is an `UnsupportedSearchError`",
    reason: "It names the store and the method.",
    expected: withError(
      "The vector store backing this retriever, scripted does not support max marginal relevance search.",
      {
        name: "UnsupportedSearchError",
        message:
          'The vector store "scripted" has no `maxMarginalRelevanceSearch`. Implement it in the store\'s class, or use a store that has it.',
      },
    ),
  },
  {
    programs: ["document transformer: invoke"],
    what: "A document transformer is heard",
    reason: "Nothing that is invoked runs in silence.",
    expected: hearsTransformer,
  },
];
