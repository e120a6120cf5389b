import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { abortError, callOf, streamedWords } from "./calls.js";
import { rewriteCalls, type Rewrite } from "./rewrite.js";
import { append, insertAfter, undeferLambdas } from "./rewrite-order.js";

const MODEL_STEP = { run: "run 3", parent: "run 1", tags: ["seq:step:2"] };
const PARSER_STEP = { run: "run 4", parent: "run 1", tags: ["seq:step:3"] };

/** The handler hears the one chunk that was yielded, and that its stream ended with it. */
export const endsLeftModelStream: Rewrite = (recording) => {
  const { tokens, end } = streamedWords(["one "], { run: "run 1" });
  return append(...tokens, end)(recording);
};

/** The same in a sequence: every run that the chunk went through ends with what there was of it. */
export const endsLeftSequenceStream: Rewrite = (recording) => {
  const { tokens, end } = streamedWords(["one "], MODEL_STEP);
  const inputs = { "<class>": "AIMessageChunk", type: "ai", content: "one ", id: "run-run 3" };
  const parserEnd = { method: "handleChainEnd", arguments: ["one ", "run 4", "run 1", ["seq:step:3"], { inputs }] };
  return append(...tokens, end, parserEnd, callOf("handleChainEnd", { output: "one " }, { run: "run 1" }))(recording);
};

/** A run that was aborted before it started is heard, as one that did. */
export const hearsAbortedLambdaStream: Rewrite = append(
  {
    method: "handleChainStart",
    arguments: [
      { lc: 1, type: "not_implemented", id: ["langchain_core", "runnables", "RunnableLambda"] },
      { input: 1 },
      "run 1",
      "<undefined>",
      [],
      {},
      "<undefined>",
      "RunnableLambda",
    ],
  },
  callOf("handleChainError", abortError, { run: "run 1" }),
);

/** The run of an aborted stream ends. */
export const endsAbortedLambdaStream: Rewrite = (recording) =>
  rewriteCalls((calls) =>
    calls.map((call) =>
      call.method === "handleChainStart" ? { method: call.method, arguments: withInput(call.arguments) } : call,
    ),
  )(append(callOf("handleChainError", abortError, { run: "run 1" }))(undeferLambdas(recording)));

function withInput(given: readonly Described[]): Described[] {
  const [component, , ...rest] = given;
  return [component as Described, { input: 1 }, ...rest];
}

/** The caller is told at once, whether or not the provider's code looks at its signal. */
export const abortsModel: Rewrite = ({ calls }) => ({
  calls: [
    ...calls.filter(({ method }) => method !== "handleLLMEnd"),
    callOf("handleLLMError", abortError, { run: "run 1" }),
  ],
  outcome: { threw: abortError },
});

/** Nothing starts below a run that was aborted before it started. */
export const startsNothingBelow: Rewrite = rewriteCalls((calls) =>
  calls.filter((call) => !call.arguments.includes("run 2")),
);

/** A parser starts with the stream, so it is there to be ended when the stream fails or is aborted before its first chunk. */
export const endsParserWithItsStream: Rewrite = (recording) => {
  const start: HandlerCall = {
    method: "handleChainStart",
    arguments: [
      { lc: 1, type: "constructor", id: ["langchain_core", "output_parsers", "string", "StrOutputParser"], kwargs: {} },
      { input: "" },
      "run 4",
      "run 1",
      ["seq:step:3"],
      {},
      "parser",
      "StrOutputParser",
      { lc_defers_inputs: true },
    ],
  };
  const { threw } = recording.outcome as { readonly threw: Described };
  const { method, arguments: given } = callOf("handleChainError", threw, PARSER_STEP);
  const started = insertAfter((call) => call.method === "handleChatModelStart", start)(recording);
  return insertAfter((call) => call.method === "handleLLMError", { method, arguments: [...given, { inputs: {} }] })(
    started,
  );
};
