import type { DeliberateDifference } from "./deliberate-difference.js";
import { abortError, callOf, streamedWords } from "./rewrites/calls.js";
import { endsLeftModelStream } from "./rewrites/cancellation-rewrites.js";
import * as histories from "./rewrites/history-rewrites.js";
import * as resilience from "./rewrites/resilience-rewrites.js";
import { append } from "./rewrites/rewrite-order.js";

const MODEL = { run: "run 3", parent: "run 1" };
const leftStream = streamedWords(["one "], MODEL);

/** Bindings, listeners, retries and fallbacks. */
export const resilienceDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["listeners: twice on the same runnable"],
    what: "`withListeners` on top of `withListeners` adds listeners",
    reason: "LangChain drops those that were there first.",
    expected: resilience.tellsFirstListeners,
  },
  {
    programs: ["listeners: of a batch"],
    what: "Listeners are told of each run of a batch",
    reason: "LangChain tells them of the first alone.",
    expected: resilience.rewriteOutcome(({ returned }) => {
      const [outputs] = returned as readonly (readonly number[])[];
      return { returned: [outputs as readonly number[], (outputs as readonly number[]).map((output) => ({ output }))] };
    }),
  },
  {
    programs: ["retry: an AbortError"],
    what: "An `AbortError` is not retried",
    reason: "Whoever aborted the work wants no more of it.",
    expected: resilience.withoutRuns("run 3"),
  },
  {
    programs: ["retry: aborted between two attempts"],
    what: "Aborting ends the waiting for the next attempt",
    reason: "LangChain goes on trying after the caller was told that the run was aborted.",
    expected: resilience.withoutRuns("run 3"),
  },
  {
    programs: ["retry: a string that is thrown"],
    what: "What is thrown and is no error is retried and thrown as it is",
    reason: "LangChain throws a `TypeError` of its own in its place.",
    expected: resilience.retriesWhatIsNoError,
  },
  {
    programs: ["retry: in a batch", "retry: in a batch that returns its failures"],
    what: "Each run of a retried batch ends with what became of its own input",
    reason: "LangChain ends each with the outputs of all, failures included.",
    expected: resilience.endsEachWithItsOwn,
  },
  {
    programs: ["retry: streamed", "retry: streamed, failing after the third chunk"],
    what: "A retried stream is a run of its own",
    reason: "As when it is invoked; in LangChain `stream` bypasses the retrying.",
    expected: resilience.retriesModelStream,
  },
  {
    programs: ["retry: streamed, failing before the first chunk"],
    what: "A stream is retried as long as it hasn't handed out a chunk",
    reason: "Until then nobody can tell that there was another attempt; LangChain doesn't retry streams.",
    expected: resilience.retriesLambdaStream,
  },
  {
    programs: ["fallbacks: aborted before it starts", "fallbacks: aborted at work"],
    what: "A runnable with fallbacks that is aborted ends",
    reason: "Each start has one end.",
    endsOpenRuns: true,
    expected: append(callOf("handleChainError", abortError, { run: "run 1" })),
  },
  {
    programs: ["retry: streamed, left by a break"],
    what: "A consumer that leaves a retried stream ends every run in it",
    reason: "Each start has one end.",
    endsOpenRuns: true,
    expected: (recording) => resilience.retriesModelStream(endsLeftModelStream(recording)),
  },
  {
    programs: ["fallbacks: in a batch"],
    what: "Of a batch only the inputs that failed fall back",
    reason: "LangChain gives all inputs to the fallback, and its outputs in place of those that had succeeded.",
    expected: resilience.fallsBackForFailedInput,
  },
  {
    programs: ["fallbacks: streamed, not needed", "fallbacks: streamed, failing before the first chunk"],
    what: "A stream with fallbacks ends with its output",
    reason: "LangChain ends it with nothing.",
    expected: resilience.endsFallbacksWithOutput,
  },
  {
    programs: ["fallbacks: streamed, left by a break"],
    what: "A consumer that leaves a stream with fallbacks ends every run in it",
    reason: "Each start has one end.",
    endsOpenRuns: true,
    expected: append(
      leftStream.end,
      callOf(
        "handleChainEnd",
        { "<class>": "AIMessageChunk", type: "ai", content: "one ", id: "run-run 3" },
        { run: "run 1" },
      ),
    ),
  },
  {
    programs: ["graph: of lambdas of the same name"],
    what: "Nodes of the same name are numbered in a drawing",
    reason: "LangChain shows their ids, other ones each time.",
    expected: resilience.namesNodes("Lambda_1", "Lambda_2", "Lambda_3"),
  },
  {
    programs: ["graph: extended"],
    what: "A drawing has names in the place of made-up ids in a group, too",
    reason: "LangChain shows their ids, other ones each time.",
    expected: resilience.namesNodes("with_spaces____more_"),
  },
  {
    programs: ["graph: of what has a config bound to it"],
    what: "The graph of a bound runnable is the graph of what it is bound to",
    reason: "A config changes nothing of what a runnable is made of; LangChain stops there.",
    expected: resilience.rewriteOutcome(() => ({
      returned:
        "graph TD;\n\tRunnableLambdaInput --> Lambda;\n\tStrOutputParser --> StrOutputParserOutput;\n\tLambda --> StrOutputParser;\n",
    })),
  },
  {
    programs: ["graph: of a runnable with fallbacks"],
    what: "The graph of a composite shows what it is made of",
    reason: "LangChain shows that of sequences alone.",
    expected: resilience.rewriteOutcome(() => ({
      returned:
        "graph TD;\n\tRunnableWithFallbacksInput --> Lambda_1;\n\tLambda_1 --> RunnableWithFallbacksOutput;\n" +
        "\tRunnableWithFallbacksInput -. &nbsp;fallback&nbsp; .-> Lambda_2;\n\tLambda_2 --> RunnableWithFallbacksOutput;\n",
    })),
  },
  {
    programs: [
      "history: before what is new",
      "history: under a key of its own",
      "history: nothing of a call that fails",
    ],
    what: "A runnable with a history is described as itself",
    reason: "LangChain describes what it builds of it inside.",
    expected: histories.namesRunnableWithHistory,
  },
  {
    programs: ["history: under a key of its own"],
    what: "What inserts a history says the whole of what it is given and gives",
    reason: "LangChain tells otherwise whether it is invoked or streamed.",
    expected: histories.insertsHistory,
  },
  {
    programs: ["history: before what is new", "history: under a key of its own"],
    what: "Saving a history is a run of its own",
    reason: "It is work that takes time and may fail; then the call fails, where LangChain reports and forgets it.",
    expected: histories.savesHistory,
  },
];
