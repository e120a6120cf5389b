import * as langchain from "@langchain/core/prompts";
import { expect, it } from "vitest";
import { ChatPromptTemplate } from "./chat-prompt-template.js";
import { MissingVariableError } from "./missing-variable-error.js";

/** Everything a LangChain handler is told of a prompt's run, ids left out. */
function recorder() {
  const heard: unknown[] = [];
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));
  return {
    heard,
    name: "recorder",
    handleChainStart: (...args: unknown[]) =>
      void heard.push(["start", plain(args[0]), args[1], args[3], args[6], args[7]]),
    handleChainEnd: (...args: unknown[]) => void heard.push(["end", plain(args[0]), args[2]]),
    handleChainError: (...args: unknown[]) => void heard.push(["error", (args[0] as Error).message.includes("number")]),
    awaitHandlers: true,
  };
}

it("is heard as LangChain's", async () => {
  const [ours, theirs] = [recorder(), recorder()];
  const value = await ChatPromptTemplate.fromTemplate("What is 1 + {number}?").invoke(
    { number: "2" },
    { callbacks: [ours] },
  );
  await langchain.ChatPromptTemplate.fromTemplate("What is 1 + {number}?").invoke(
    { number: "2" },
    { callbacks: [theirs] },
  );
  expect(value.toString()).toBe("Human: What is 1 + 2?");
  expect(ours.heard).toHaveLength(2);
  expect(ours.heard).toEqual(theirs.heard);
});

it("ends with an error if a value is missing", async () => {
  const [ours, theirs] = [recorder(), recorder()];
  await expect(ChatPromptTemplate.fromTemplate("{number}").invoke({} as never, { callbacks: [ours] })).rejects.toThrow(
    MissingVariableError,
  );
  await expect(
    langchain.ChatPromptTemplate.fromTemplate("{number}").invoke({} as never, { callbacks: [theirs] }),
  ).rejects.toThrow(/Missing value/);
  expect(ours.heard).toHaveLength(2);
  expect(ours.heard).toEqual(theirs.heard);
});

it("keeps its own handlers, tags and name out of what it is", () => {
  const prompt = ChatPromptTemplate.fromMessages([["human", "{a}"]], { callbacks: [recorder()], tags: ["t"] });
  expect(JSON.stringify(prompt)).not.toContain("recorder");
  expect([prompt.tags, prompt.getName()]).toEqual([["t"], "ChatPromptTemplate"]);
});
