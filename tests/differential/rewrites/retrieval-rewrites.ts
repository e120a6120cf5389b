import type { Described } from "../describe-value.js";
import { abortError, callOf } from "./calls.js";
import { combine } from "./combine.js";
import { append } from "./rewrite-order.js";
import { withoutKeys } from "./rewrite-values.js";
import { rewriteCalls, type Rewrite } from "./rewrite.js";

/** The run of a transformer, which LangChain has none of. */
export const hearsTransformer: Rewrite = append(
  {
    method: "handleChainStart",
    arguments: [
      { lc: 1, type: "not_implemented", id: ["langchain_core", "documents", "transformers", "Numbering"] },
      { input: [{ "<class>": "Document", pageContent: "a", metadata: {} }] },
      "run 1",
      "<undefined>",
      [],
      {},
      "<undefined>",
      "Numbering",
    ],
  },
  callOf("handleChainEnd", { output: [{ pageContent: "a!", metadata: {} }] }, { run: "run 1" }),
);

/** A retriever's run ends with this error, and its caller gets it, instead of what LangChain waited for. */
const failsRetriever =
  (error: Described): Rewrite =>
  ({ calls }) => ({
    calls: [
      ...calls.filter(({ method }) => method !== "handleRetrieverEnd"),
      callOf("handleRetrieverError", error, { run: "run 1" }),
    ],
    outcome: { threw: error },
  });

/** The caller is told at once that it was aborted. */
export const abortsRetriever: Rewrite = failsRetriever(abortError);

/** The caller is told at once that it took too long; the metadata doesn't say how long that is. */
export const timesRetrieverOut: Rewrite = combine(
  withoutKeys("timeoutMs"),
  failsRetriever({
    "<class>": "RunTimeoutError",
    name: "TimeoutError",
    message:
      'Run "SlowRetriever" did not finish within its timeout of 10 ms. Raise `timeout` in its config if it needs longer.',
  }),
);

/** The run that was objected to at its start ends with the objection. */
export const endsObjectedRetriever: Rewrite = append(
  callOf(
    "handleRetrieverError",
    { "<class>": "Error", name: "Error", message: "handleRetrieverStart objects" },
    { run: "run 1" },
  ),
);

/** The run that was objected to at its end has had its end. */
export const endsRetrieverOnce: Rewrite = rewriteCalls((calls) =>
  calls.filter(({ method }) => method !== "handleRetrieverError"),
);
