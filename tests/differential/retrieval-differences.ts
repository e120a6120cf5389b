import type { DeliberateDifference } from "./deliberate-difference.js";
import {
  abortsRetriever,
  endsObjectedRetriever,
  endsRetrieverOnce,
  hearsTransformer,
  timesRetrieverOut,
} from "./rewrites/retrieval-rewrites.js";
import { withError } from "./rewrites/rewrite-values.js";

/** The deliberate differences of retrievers and what they work with. */
export const retrievalDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["cancelled: a retriever, before it starts", "cancelled: a retriever, at work"],
    what: "Aborting a retriever ends it",
    reason: "LangChain doesn't look at the signal: it waits for the documents and returns them.",
    expected: abortsRetriever,
  },
  {
    programs: ["cancelled: a retriever, by its timeout"],
    what: "A retriever's timeout ends it",
    reason: "LangChain writes it into the metadata and waits on.",
    expected: timesRetrieverOut,
  },
  {
    programs: ["handler: raiseError at handleRetrieverStart"],
    endsOpenRuns: true,
    what: "A retriever's run that a handler stopped at its start ends",
    reason: "Each start has one end.",
    expected: endsObjectedRetriever,
  },
  {
    programs: ["handler: raiseError at handleRetrieverEnd"],
    endsOpenRuns: true,
    what: "A retriever's run that a handler objected to at its end has no second one",
    reason: "Each start has one end; the caller gets the objection.",
    expected: endsRetrieverOnce,
  },
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
