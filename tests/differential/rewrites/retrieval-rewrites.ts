import { append } from "./rewrite-order.js";
import { callOf } from "./calls.js";
import type { Rewrite } from "./rewrite.js";

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
