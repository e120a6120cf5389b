import { rewriteArgument, rewriteObjects } from "./rewrite-values.js";
import type { DescribedObject, Rewrite } from "./rewrite.js";

/** Metadata that says which LangChain made the call. */
export const leavesOutLangChain: Rewrite = rewriteObjects(({ ls_integration: _integration, versions, ...object }) =>
  versions === undefined || JSON.stringify(versions).includes("@langchain/core") ? object : { ...object, versions },
);

/** The call's signal among its options. */
export const leavesOutSignals: Rewrite = rewriteObjects((object) => {
  const { signal, ...options } = object;
  return signal === "<AbortSignal>" ? options : object;
});

/** What a caller of the manager left out is there all the same. */
export const completesModelParameters: Rewrite = rewriteArgument(/(LLM|ChatModel)Start$/, 4, (given) => ({
  options: {},
  invocation_params: {},
  batch_size: 1,
  ...(typeof given === "object" ? (given as DescribedObject) : {}),
}));
