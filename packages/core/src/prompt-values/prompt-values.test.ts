import * as langchain from "@langchain/core/prompt_values";
import { HumanMessage as LangChainHumanMessage } from "@langchain/core/messages";
import { expect, it } from "vitest";
import { HumanMessage } from "../messages/human-message.js";
import { ChatPromptValue } from "./chat-prompt-value.js";
import { StringPromptValue } from "./string-prompt-value.js";

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

it("are serialized and written down as LangChain's", () => {
  const pairs = [
    [new StringPromptValue("a"), new langchain.StringPromptValue("a")],
    [new ChatPromptValue([new HumanMessage("a")]), new langchain.ChatPromptValue([new LangChainHumanMessage("a")])],
  ] as const;
  for (const [ours, theirs] of pairs) {
    expect(json(ours)).toEqual(json(theirs));
    expect(ours.toString()).toBe(theirs.toString());
    expect(json(ours.toChatMessages())).toEqual(json(theirs.toChatMessages()));
  }
});

it("hands out its own list of messages", () => {
  const messages = [new HumanMessage("a")];
  expect(new ChatPromptValue({ messages }).toChatMessages()).toBe(messages);
});
