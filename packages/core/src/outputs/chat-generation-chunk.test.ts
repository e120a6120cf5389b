import * as langchainMessages from "@langchain/core/messages";
import * as langchain from "@langchain/core/outputs";
import { expect, it } from "vitest";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { ChatGenerationChunk } from "./chat-generation-chunk.js";
import { GenerationChunk } from "./generation-chunk.js";

it("is concatenated as in LangChain", () => {
  const ours = new ChatGenerationChunk({
    text: "a",
    message: new AIMessageChunk("a"),
    generationInfo: { index: 0, reason: null },
  });
  const theirs = new langchain.ChatGenerationChunk({
    text: "a",
    message: new langchainMessages.AIMessageChunk("a"),
    generationInfo: { index: 0, reason: null },
  });
  const ourWhole = ours.concat(
    new ChatGenerationChunk({ text: "b", message: new AIMessageChunk("b"), generationInfo: { reason: "stop" } }),
  );
  const theirWhole = theirs.concat(
    new langchain.ChatGenerationChunk({
      text: "b",
      message: new langchainMessages.AIMessageChunk("b"),
      generationInfo: { reason: "stop" },
    }),
  );
  expect(JSON.parse(JSON.stringify(ourWhole))).toEqual(JSON.parse(JSON.stringify(theirWhole)));
  expect([ours.text, ours.generationInfo]).toEqual(["a", { index: 0, reason: null }]);
});

it("is a generation chunk, whose text alone is concatenated too", () => {
  expect(new ChatGenerationChunk({ text: "", message: new AIMessageChunk("") })).toBeInstanceOf(GenerationChunk);
  expect(new GenerationChunk({ text: "a" }).concat(new GenerationChunk({ text: "b" }))).toEqual(
    new GenerationChunk({ text: "ab", generationInfo: {} }),
  );
});
