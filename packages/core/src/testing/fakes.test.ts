import "#wiring";

import * as langchain from "@langchain/core/utils/testing";
import { HumanMessage as LangChainHumanMessage } from "@langchain/core/messages";
import { expect, it } from "vitest";
import { z } from "zod";
import { HumanMessage } from "../messages/human-message.js";
import { FakeChatMessageHistory } from "./fake-chat-message-history.js";
import { FakeListChatMessageHistory } from "./fake-list-chat-message-history.js";
import { FakeSplitIntoListParser } from "./fake-split-into-list-parser.js";
import { FakeTool } from "./fake-tool.js";
import { FakeTracer } from "./fake-tracer.js";
import { SingleRunExtractor } from "./single-run-extractor.js";

it("keep conversations as LangChain's do", async () => {
  for (const [ours, theirs] of [
    [new FakeChatMessageHistory(), new langchain.FakeChatMessageHistory()],
    [new FakeListChatMessageHistory(), new langchain.FakeListChatMessageHistory()],
  ] as const) {
    for (const history of [ours, theirs]) {
      await history.addUserMessage("a");
      await history.addAIMessage("b");
    }
    await ours.addMessage(new HumanMessage("c"));
    await theirs.addMessage(new LangChainHumanMessage("c"));
    const seen = (messages: readonly { getType(): string; text: string }[]) =>
      messages.map((each) => [each.getType(), each.text]);
    expect(seen(await ours.getMessages())).toEqual(seen(await theirs.getMessages()));
    expect(ours.messages).toHaveLength(3);
  }
  const history = new FakeChatMessageHistory();
  await history.addUserMessage("a");
  await history.clear();
  expect(history.messages).toEqual([]);
});

it("parse and call as LangChain's do", async () => {
  expect(await new FakeSplitIntoListParser().invoke("a, b ,c")).toEqual(["a", "b", "c"]);
  const fields = { name: "echo", description: "Echoes.", schema: z.object({ a: z.number() }) };
  expect(await new FakeTool(fields).invoke({ a: 1 })).toBe(await new langchain.FakeTool(fields).invoke({ a: 1 }));
});

it("keep the root runs that have ended", async () => {
  const tracer = new FakeTracer();
  const extractor = new SingleRunExtractor();
  const parser = new FakeSplitIntoListParser();
  await parser.pipe((parts: string[]) => parts.length).invoke("a,b", { callbacks: [tracer, extractor] });
  const run = await extractor.extract();
  expect(run).toMatchObject({ name: "RunnableSequence", outputs: { output: 2 } });
  expect(run.child_runs.map(({ name }) => name)).toEqual(["FakeSplitIntoListParser", "RunnableLambda"]);
  expect(tracer.runs.map(({ id }) => id)).toEqual([run.id]);
});
