import { Command } from "@langchain/langgraph";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromLangChain, toLangChain } from "../src/index.js";
import { consoleTree } from "./support/console-tree.js";
import { openAIProtocol } from "../../../tests/support/openai-protocol.js";
import { startProviderServer, type ProviderServer } from "../../../tests/support/provider-server.js";
import { approvedAgent } from "./support/scripted-graph.js";

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer(openAIProtocol);
});
afterAll(() => server[Symbol.asyncDispose]());

const question = { messages: [{ role: "user", content: "What is 1 + 2?" }] };

describe("a LangGraph agent with a tool, a subgraph and an interrupt", () => {
  it("is heard by an Earshot handler", async () => {
    const tree = consoleTree();
    const heard = recordingHandler();
    const callbacks = [toLangChain(tree.handler), toLangChain(heard)];
    const graph = approvedAgent(server.url);
    const configurable = { thread_id: "1" };
    await graph.invoke(question, { callbacks, configurable });
    await graph.invoke(new Command({ resume: "yes" }), { callbacks, configurable });
    assertWellFormed(heard.events);
    expect(tree.text()).toMatchInlineSnapshot(`
      "╭ LangGraph chain
      │ ╭ __start__ chain
      │ ╰ ✓ __start__
      │ ╭ model chain
      │ │ ╭ ChatOpenAI model  call a tool
      │ │ ╰ ✓ ChatOpenAI · 3 → 14 tokens · calls add {"left":1,"right":2}
      │ │ ╭ RunnableLambda chain
      │ │ ╰ ✓ RunnableLambda
      │ ╰ ✓ model
      │ ╭ tools chain
      │ │ ╭ add tool  {"left":1,"right":2}
      │ │ ╰ ✓ add · → tool: "3"
      │ ╰ ✓ tools
      │ ╭ model chain
      │ │ ╭ ChatOpenAI model  call a tool
      │ │ ╰ ✓ ChatOpenAI · 3 → 14 tokens
      │ │ ╭ RunnableLambda chain
      │ │ ╰ ✓ RunnableLambda
      │ ╰ ✓ model
      │ ╭ review chain
      │ │ ╭ LangGraph #2 chain
      │ │ │ ╭ __start__ chain
      │ │ │ ╰ ✓ __start__
      │ │ │ ╭ approve chain
      │ │ │ ╰ ◇ approve interrupted · GraphInterrupt: [ { "id": "id", "value": { "question": "Is that right?" } } ]
      │ │ ╰ ◇ LangGraph #2 interrupted
      │ ╰ ◇ review interrupted
      ╰ ◇ LangGraph interrupted · Interrupt: Interrupted: the graph waits to be resumed. · 6 → 28 tokens in all
      ╭ LangGraph chain
      │ ╭ review chain
      │ │ ╭ LangGraph #2 chain
      │ │ │ ╭ approve chain
      │ │ │ ╰ ✓ approve
      │ │ ╰ ✓ LangGraph #2
      │ ╰ ✓ review
      ╰ ✓ LangGraph"
    `);
    const [first] = heard.ofType("chat_model.end");
    expect(first?.usage).toMatchObject({ input_tokens: 3, output_tokens: 14, source: "provider" });
    expect(heard.ofType("tool.start")).toMatchObject([
      { args: { left: 1, right: 2 }, toolCallId: "call_1", name: "add" },
    ]);
    const interrupted = heard.ofType("chain.end").filter(({ status }) => status === "interrupted");
    expect(interrupted.map(({ name }) => name)).toEqual(["approve", "LangGraph", "review", "LangGraph"]);
    expect(interrupted.at(-1)?.error).toMatchObject({ value: [{ value: { question: "Is that right?" } }] });
  });

  it("is a part of an Earshot chain, and throws its interrupt there", async () => {
    const tree = consoleTree();
    const heard = recordingHandler();
    const callbacks = [tree.handler, heard];
    const agent = fromLangChain(approvedAgent(server.url));
    const chain = agent.pipe(({ messages }) => messages.length);
    const configurable = { thread_id: "2" };
    await expect(chain.invoke(question, { callbacks, configurable })).rejects.toMatchObject({
      is_bubble_up: true,
      value: [{ value: { question: "Is that right?" } }],
    });
    expect(await chain.invoke(new Command({ resume: "yes" }) as never, { callbacks, configurable })).toBe(5);
    assertWellFormed(heard.events);
    expect(tree.text()).toMatchInlineSnapshot(`
      "╭ RunnableSequence chain
      │ ╭ LangGraph chain
      │ │ ╭ __start__ chain
      │ │ ╰ ✓ __start__
      │ │ ╭ model chain
      │ │ │ ╭ ChatOpenAI model  call a tool
      │ │ │ ╰ ✓ ChatOpenAI · 3 → 14 tokens · calls add {"left":1,"right":2}
      │ │ │ ╭ RunnableLambda chain
      │ │ │ ╰ ✓ RunnableLambda
      │ │ ╰ ✓ model
      │ │ ╭ tools chain
      │ │ │ ╭ add tool  {"left":1,"right":2}
      │ │ │ ╰ ✓ add · → tool: "3"
      │ │ ╰ ✓ tools
      │ │ ╭ model chain
      │ │ │ ╭ ChatOpenAI model  call a tool
      │ │ │ ╰ ✓ ChatOpenAI · 3 → 14 tokens
      │ │ │ ╭ RunnableLambda chain
      │ │ │ ╰ ✓ RunnableLambda
      │ │ ╰ ✓ model
      │ │ ╭ review chain
      │ │ │ ╭ LangGraph #2 chain
      │ │ │ │ ╭ __start__ chain
      │ │ │ │ ╰ ✓ __start__
      │ │ │ │ ╭ approve chain
      │ │ │ │ ╰ ◇ approve interrupted · GraphInterrupt: [ { "id": "id", "value": { "question": "Is that right?" } } ]
      │ │ │ ╰ ◇ LangGraph #2 interrupted
      │ │ ╰ ◇ review interrupted
      │ ╰ ◇ LangGraph interrupted · Interrupt: Interrupted: the graph waits to be resumed.
      ╰ ◇ RunnableSequence interrupted · 6 → 28 tokens in all
      ╭ RunnableSequence chain
      │ ╭ LangGraph chain
      │ │ ╭ review chain
      │ │ │ ╭ LangGraph #2 chain
      │ │ │ │ ╭ approve chain
      │ │ │ │ ╰ ✓ approve
      │ │ │ ╰ ✓ LangGraph #2
      │ │ ╰ ✓ review
      │ ╰ ✓ LangGraph
      │ ╭ RunnableLambda chain
      │ ╰ ✓ RunnableLambda
      ╰ ✓ RunnableSequence"
    `);
  });

  it("streams, and is heard token by token", async () => {
    const heard = recordingHandler();
    const agent = fromLangChain(approvedAgent(server.url));
    const config = { callbacks: [heard], configurable: { thread_id: "3" }, streamMode: "messages" };
    let text = "";
    const read = async (): Promise<void> => {
      for await (const [message] of (await agent.stream(question, config)) as AsyncIterable<[{ text: string }]>)
        text += message.text;
    };
    await expect(read()).rejects.toMatchObject({ is_bubble_up: true });
    assertWellFormed(heard.events);
    expect(text).toContain("one two three");
    expect(
      heard
        .ofType("chat_model.delta")
        .map((delta) => delta.text)
        .join(""),
    ).toBe("one two three");
  });

  it("ends as cancelled with all that is in it when its stream is left", async () => {
    const heard = recordingHandler();
    const config = { callbacks: [heard], configurable: { thread_id: "4" } };
    for await (const _ of await fromLangChain(approvedAgent(server.url)).stream(question, config)) break;
    assertWellFormed(heard.events);
    expect(heard.ofType("chain.end").at(-1)).toMatchObject({
      status: "cancelled",
      error: undefined,
      name: "LangGraph",
    });
  });

  it("ends as cancelled when its stream is left under LangChain", async () => {
    const heard = recordingHandler();
    const config = { callbacks: [toLangChain(heard)], configurable: { thread_id: "5" } };
    for await (const _ of await approvedAgent(server.url).stream(question, config)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assertWellFormed(heard.events);
    expect(heard.ofType("chain.end").at(-1)).toMatchObject({ status: "cancelled", name: "LangGraph" });
  });

  const guardOf = (type: "chat_model.start" | "tool.start", objection: Error) => ({
    name: "guard",
    policy: "guard" as const,
    on: {
      [type]: () => {
        throw objection;
      },
    },
  });

  it("stops where a guard objects", async () => {
    const objection = new Error("no models today");
    const heard = recordingHandler();
    const callbacks = [toLangChain(guardOf("chat_model.start", objection)), toLangChain(heard)];
    const graph = approvedAgent(server.url);
    const before = server.asked();
    await expect(graph.invoke(question, { callbacks, configurable: { thread_id: "6" } })).rejects.toMatchObject({
      code: "HANDLER_ABORT",
      cause: objection,
    });
    expect(server.asked()).toBe(before);
    assertWellFormed(heard.events);
    expect(heard.ofType("chain.end").at(-1)).toMatchObject({ status: "error", name: "LangGraph" });
  });

  it("tells its model of a guard that objects to a tool, as its tool node does of any tool that fails", async () => {
    const heard = recordingHandler();
    const callbacks = [toLangChain(guardOf("tool.start", new Error("no tools today"))), toLangChain(heard)];
    const { messages } = await approvedAgent(server.url).invoke(question, {
      callbacks,
      configurable: { thread_id: "7" },
    });
    expect(messages[2]?.text).toContain("no tools today");
    expect(heard.ofType("tool.end").map(({ status }) => status)).toEqual(["cancelled"]);
    assertWellFormed(heard.events);
  });
});
