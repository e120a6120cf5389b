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

/** Arguments that were given as JSON text are given by name. */
export const namesArguments: Rewrite = rewriteObjects((object) =>
  object["input"] === '{"q":"who"}' ? { q: "who" } : object,
);

/** Every run in the stream ends, and the outermost is persisted. */
export const tracesTheLeftStream: Rewrite = rewriteObjects((object) =>
  Array.isArray(object.hooks) ? { hooks: [...(object.hooks as Described[]), ...ends], runs: 1, open: 0 } : object,
);
