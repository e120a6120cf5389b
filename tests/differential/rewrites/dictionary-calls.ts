import type { HandlerCall } from "../recorder.js";

/** What is heard of the run of a dictionary prompt. */
export const dictionaryCalls: readonly HandlerCall[] = [
  {
    method: "handleChainStart",
    arguments: [
      {
        lc: 1,
        type: "constructor",
        id: ["langchain_core", "prompts", "dict", "DictPromptTemplate"],
        kwargs: {
          template: { type: "audio", data: "{a}", more: { list: ["{b}", { c: "{b}" }] } },
          input_variables: ["a", "b"],
        },
      },
      { a: "{b}", b: "x" },
      "run 1",
      "<undefined>",
      [],
      {},
      "prompt",
      "DictPromptTemplate",
    ],
  },
  {
    method: "handleChainEnd",
    arguments: [{ type: "audio", data: "{b}", more: { list: ["x", { c: "x" }] } }, "run 1", "<undefined>", []],
  },
];
