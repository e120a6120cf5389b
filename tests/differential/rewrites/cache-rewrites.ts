import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { combine } from "./combine.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";
import { rewriteObjects } from "./rewrite-values.js";

const free = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

/** No token is said of a whole answer: of none that was given before the one that the model itself says. */
export const saysNoTokenOfAHit: Rewrite = rewriteCalls((calls) => {
  const first = calls.findIndex(({ method }) => method === "handleLLMNewToken");
  return calls.filter((_, index) => index !== first);
});

/** A message is named after the run that gives it. */
export const namesCachedMessage = rewriteObjects((object) =>
  object["<class>"] === "AIMessage" ? { ...object, id: "run-run 1" } : object,
);

/** What the first call cost is nowhere in it. */
export const leavesNoCost = rewriteObjects((object) =>
  "tokenUsage" in object ? { ...object, tokenUsage: {} } : object,
);

/** A stream of what is cached is the whole answer as one chunk, which has cost nothing. */
export const streamsFromTheCache: Rewrite = ({ calls }) => {
  const [start, ...rest] = calls as [HandlerCall, ...HandlerCall[]];
  const last = rest.filter(({ method }) => method === "handleLLMNewToken").at(-1) as HandlerCall;
  const end = rest.at(-1) as HandlerCall;
  const { chunk } = last.arguments[5] as { readonly chunk: DescribedObject };
  const text = "one two three four";
  const answer = chunk.message as DescribedObject;
  const message = {
    ...answer,
    content: text,
    response_metadata: { ...(answer.response_metadata as DescribedObject), tokenUsage: {} },
    usage_metadata: free,
  };
  const generationInfo = { ...(chunk.generationInfo as DescribedObject), tokenUsage: {} };
  const cached: Described = { ...chunk, text, message, generationInfo };
  const tokenUsage = { completionTokens: 0, promptTokens: 0, totalTokens: 0 };
  const [, ...where] = end.arguments;
  return {
    calls: [
      start,
      { method: last.method, arguments: [text, ...last.arguments.slice(1, 5), { chunk: cached }] },
      {
        method: end.method,
        arguments: [{ generations: [[cached]], llmOutput: { tokenUsage } }, ...where, { cached: true }],
      },
    ],
    outcome: { returned: [message] },
  };
};

export const answersFromTheCache = combine(namesCachedMessage, leavesNoCost);
