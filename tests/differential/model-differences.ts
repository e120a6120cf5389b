import type { DeliberateDifference } from "./deliberate-difference.js";
import * as caches from "./rewrites/cache-rewrites.js";
import { rewriteObjects } from "./rewrites/rewrite-values.js";
import * as structured from "./rewrites/structured-output-rewrites.js";

const isEmpty = (value: unknown): boolean => JSON.stringify(value) === "{}";
const withoutEmpty = (key: string) =>
  rewriteObjects((object) =>
    key in object && isEmpty(object[key])
      ? Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
      : object,
  );

/** The deliberate differences of text models, caches and structured output. */
export const modelDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["llm: lc_prefer_streaming"],
    what: "A text model's answer that a handler asked to be streamed has no empty `llmOutput`",
    reason:
      "An answer doesn't depend on who asked for it to be streamed: streamed for its caller, it has none in LangChain.",
    expected: withoutEmpty("llmOutput"),
  },
  {
    programs: ["fake: FakeStreamingChatModel"],
    what: "An answer of chunks without `generationInfo` has none",
    reason: "LangChain makes an empty one where it concatenates, so that it depends on the number of chunks.",
    expected: withoutEmpty("generationInfo"),
  },
  {
    programs: [
      "cache: a hit",
      "cache: a text model's hit",
      "cache: a text model asked with one prompt that is cached and one that is not",
    ],
    what: "A whole answer out of a cache is not said as a token",
    reason: "Nothing was streamed. A stream of it, or a handler that prefers streaming, hears it as its one chunk.",
    expected: caches.saysNoTokenOfAHit,
  },
  {
    programs: ["cache: a hit"],
    what: "A message out of a cache has an id of its own, and `tokenUsage` in its metadata is empty",
    reason: "It is another message than the first one; LangChain hands out that very object, with what it has cost.",
    expected: caches.answersFromTheCache,
  },
  {
    programs: ["cache: a stream of what is cached"],
    what: "A stream is answered from the cache too, as one chunk",
    reason: "The question is the same; LangChain asks the model again.",
    expected: caches.streamsFromTheCache,
  },
  {
    programs: ["structured output: of a whole answer", "structured output: streamed"],
    what: "Structured output is read by a parser, a run of that type",
    reason: "LangChain has a lambda there, of which nobody can tell what it does.",
    expected: structured.parsesInAParser,
  },
  {
    programs: ["structured output: of a whole answer", "structured output: streamed"],
    what: "With structured output the model is told to call the tool",
    reason: "It has to be called; LangChain's base class leaves that to chance.",
    expected: structured.forcesTheTool,
  },
  {
    programs: ["structured output: of a model without tools"],
    what: "Structured output of a model without it is a `StructuredOutputUnsupportedError`",
    reason: "It names the model and the method.",
    expected: structured.namesModelWithoutTools,
  },
];
