import type { Described } from "../describe-value.js";
import { rewriteObjects } from "./rewrite-values.js";
import type { Rewrite } from "./rewrite.js";

const ends = [
  "token StreamingModel one ",
  "LLM end StreamingModel",
  "update StreamingModel",
  "update StrOutputParser",
  "persist RunnableSequence",
  "update RunnableSequence",
];

/** Every run in the stream ends, and the outermost is persisted. */
export const tracesTheLeftStream: Rewrite = rewriteObjects((object) =>
  Array.isArray(object.hooks) ? { hooks: [...(object.hooks as Described[]), ...ends], runs: 1, open: 0 } : object,
);
