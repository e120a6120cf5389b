import { createAgent as createEarshotAgent } from "@earshot/core/agents";
import { assertWellFormed, recordingHandler, type RecordingHandler } from "@earshot/testing";
import { createAgent, createMiddleware } from "langchain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromLangChain, toLangChain } from "../src/index.js";
import { consoleTree } from "./support/console-tree.js";
import { openAIProtocol } from "../../../tests/support/openai-protocol.js";
import { startProviderServer, type ProviderServer } from "../../../tests/support/provider-server.js";
import { add, openAIModel } from "./support/scripted-graph.js";

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer(openAIProtocol);
});
afterAll(() => server[Symbol.asyncDispose]());

const question = { messages: [{ role: "user" as const, content: "What is 1 + 2?" }] };
const toldBy: string[] = [];

const agent = (url: string) =>
  createAgent({
    model: openAIModel(url),
    tools: [add],
    middleware: [
      createMiddleware({
        name: "audit",
        beforeModel: () => void toldBy.push("before"),
        wrapToolCall: (request, handler) => {
          toldBy.push(request.toolCall.name);
          return handler(request);
        },
      }),
    ],
  });

/** What was done below one root: its models and tools, whatever plumbing there is around them. */
function workOf({ events }: RecordingHandler): string[] {
  const starts = events.filter(({ type }) => /^(chat_model|tool)\.start$/.test(type));
  expect(new Set(events.map(({ rootRunId }) => rootRunId)).size).toBe(1);
  return starts.map(({ kind, name }) => `${kind} ${name}`);
}

describe("an agent of LangChain's with middleware", () => {
  it("is heard by an Earshot handler", async () => {
    const tree = consoleTree();
    const heard = recordingHandler();
    await agent(server.url).invoke(question, { callbacks: [toLangChain(tree.handler), toLangChain(heard)] });
    assertWellFormed(heard.events);
    expect(toldBy).toEqual(["before", "add", "before"]);
    expect(tree.text()).toMatchInlineSnapshot(`
      "╭ LangGraph chain
      │ ╭ __start__ chain
      │ ╰ ✓ __start__
      │ ╭ audit.before_model chain
      │ ╰ ✓ audit.before_model
      │ ╭ model_request chain
      │ │ ╭ ChatOpenAI model  call a tool
      │ │ ╰ ✓ ChatOpenAI · 3 → 14 tokens · calls add {"left":1,"right":2}
      │ │ ╭ RunnableLambda chain
      │ │ ╰ ✓ RunnableLambda
      │ ╰ ✓ model_request
      │ ╭ tools chain
      │ │ ╭ add tool  {"left":1,"right":2}
      │ │ ╰ ✓ add · → tool: "3"
      │ ╰ ✓ tools
      │ ╭ audit.before_model chain
      │ ╰ ✓ audit.before_model
      │ ╭ model_request chain
      │ │ ╭ ChatOpenAI model  call a tool
      │ │ ╰ ✓ ChatOpenAI · 3 → 14 tokens
      │ │ ╭ RunnableLambda chain
      │ │ ╰ ✓ RunnableLambda
      │ ╰ ✓ model_request
      ╰ ✓ LangGraph · 6 → 28 tokens in all"
    `);
  });

  it("is a part of Earshot", async () => {
    const heard = recordingHandler();
    const { messages } = (await fromLangChain(agent(server.url) as never).invoke(question as never, {
      callbacks: [heard],
    })) as unknown as { messages: { text: string }[] };
    assertWellFormed(heard.events);
    expect(messages.at(-1)?.text).toBe("one two three");
    expect(new Set(heard.events.map(({ rootRunId }) => rootRunId)).size).toBe(1);
    expect(heard.ofType("chat_model.end")).toHaveLength(2);
  });

  it("has the same models and tools in its tree as an Earshot agent of the same parts", async () => {
    const [there, here, tree] = [recordingHandler(), recordingHandler(), consoleTree()];
    await agent(server.url).invoke(question, { callbacks: [toLangChain(there)] });
    const own = createEarshotAgent({ model: fromLangChain(openAIModel(server.url)), tools: [fromLangChain(add)] });
    const { messages } = await own.invoke(
      { messages: [["human", "What is 1 + 2?"]] },
      { callbacks: [here, tree.handler] },
    );
    expect(messages.at(-1)?.text).toBe("one two three");
    expect(workOf(here)).toEqual(["chat_model ChatOpenAI", "tool add", "chat_model ChatOpenAI"]);
    expect(workOf(there)).toEqual(workOf(here));
    expect(tree.text()).toMatchInlineSnapshot(`
      "╭ Agent chain
      │ ╭ ChatOpenAI model  call a tool
      │ ╰ ✓ ChatOpenAI · 3 → 14 tokens · calls add {"left":1,"right":2}
      │ ╭ add tool  {"left":1,"right":2}
      │ ╰ ✓ add · → tool: "3"
      │ ╭ ChatOpenAI model  call a tool
      │ ╰ ✓ ChatOpenAI · 3 → 14 tokens
      ╰ ✓ Agent · 6 → 28 tokens in all"
    `);
  });
});
