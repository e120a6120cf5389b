import type { CallbackHandlerMethods } from "@earshot/core/callbacks/base";
import { describe, expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

/** The compiler refuses this table if it lacks a method, or has one too many. */
const methods: Readonly<Record<keyof CallbackHandlerMethods, true>> = {
  handleAgentAction: true,
  handleAgentEnd: true,
  handleChainEnd: true,
  handleChainError: true,
  handleChainStart: true,
  handleChatModelStart: true,
  handleChatModelStreamEvent: true,
  handleCustomEvent: true,
  handleLLMEnd: true,
  handleLLMError: true,
  handleLLMNewToken: true,
  handleLLMStart: true,
  handleRetrieverEnd: true,
  handleRetrieverError: true,
  handleRetrieverStart: true,
  handleText: true,
  handleToolEnd: true,
  handleToolError: true,
  handleToolEvent: true,
  handleToolStart: true,
};

describe("the guides print what they promise", () => {
  it("constructor callbacks hear the model alone", async () => {
    expect(await runExample("guides/constructor-callbacks.ts")).toStrictEqual([
      "model start: What is 1 + 2?",
      "model end: The sum is 3.",
      "invoked: The sum is 3.",
      "model start: What is 1 + 2?",
      'token: "The "',
      'token: "sum "',
      'token: "is "',
      'token: "3."',
      "model end: The sum is 3.",
      "streamed: The |sum |is |3.",
    ]);
  });

  it("runtime callbacks hear the call and all below it", async () => {
    const tree = (name: string, tags: string) => [
      `> ${name} [${tags}]`,
      `  > ChatPromptTemplate [${["seq:step:1", tags].filter(Boolean).join(", ")}]`,
      "  < chain",
      "  > ScriptedChatModel",
      "  < model: The sum is 3.",
      `  > StrOutputParser [${["seq:step:3", tags].filter(Boolean).join(", ")}]`,
      "  < chain",
      "< chain",
    ];
    expect(await runExample("guides/runtime-callbacks.ts")).toStrictEqual([
      ...tree("addition", "guide"),
      "unheard: The sum is 3.",
      ...tree("bound addition", ""),
    ]);
  });

  it("serverless callbacks are never lost", async () => {
    expect(await runExample("guides/serverless-callbacks.ts")).toStrictEqual([
      "1. awaited: the answer waits for the handler",
      "  awaited: sent",
      "  answered: Hello, Ada!",
      "2. in the background, with the platform's waitUntil",
      "  answered: Hello, Bob!",
      "  background: sent",
      "3. in the background, flushed before the function returns",
      "  answered: Hello, Cy!",
      "  flushed: sent",
      "  flushed: { failed: 0, dropped: 0, pending: 0 }",
      "4. the same by the name LangChain gave it",
      "  answered: Hello, Dee!",
      "  awaitAllCallbacks: sent",
    ]);
  });

  it("custom events carry the run they were said in", async () => {
    expect(await runExample("guides/custom-events.ts")).toStrictEqual([
      "progress { percent: 50 } [ 'import' ] { file: 'people.csv' }",
      "progress { percent: 100 } [ 'import' ] { file: 'people.csv' }",
      "3 rows",
      "done { rows: 4 } [ 'import' ] { file: 'people.csv' }",
      "4 rows",
    ]);
  });

  it("all methods are heard", async () => {
    const lines = await runExample("guides/all-methods.ts");
    expect(new Set(lines.map((line) => line.split(" ")[0]))).toEqual(new Set(Object.keys(methods)));
    expect(lines.map((line) => line.replace(/\s+/, " "))).toStrictEqual([
      "handleChatModelStart hi",
      "handleLLMNewToken hello ",
      "handleLLMNewToken there",
      "handleLLMEnd hello there",
      "handleChatModelStreamEvent message-start",
      "handleChatModelStreamEvent content-block-start",
      "handleChatModelStreamEvent content-block-delta",
      "handleChatModelStreamEvent content-block-finish",
      "handleChatModelStreamEvent message-finish",
      "handleLLMStart Once",
      "handleLLMEnd upon a time",
      "handleLLMStart Once",
      "handleLLMError out of order",
      "handleChainStart { input: 'why?' }",
      "handleCustomEvent progress { percent: 50 }",
      "handleChainEnd { output: 4 }",
      "handleChainStart { input: 'why?' }",
      "handleChainError out of order",
      'handleToolStart search {"query":"ears"}',
      "handleToolEvent half",
      "handleToolEvent done",
      "handleToolEnd half done",
      'handleToolStart search {"query":"ears"}',
      "handleToolError out of order",
      "handleRetrieverStart ears",
      "handleRetrieverEnd 0 documents",
      "handleRetrieverStart ears",
      "handleRetrieverError out of order",
      "handleChainStart { question: 'why?' }",
      "handleText thinking",
      "handleAgentAction search",
      "handleAgentEnd { answer: 42 }",
      "handleChainEnd { answer: 42 }",
    ]);
  });
});
