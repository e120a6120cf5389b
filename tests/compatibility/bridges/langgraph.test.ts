import { fromLangChain, toLangChain } from "@earshot/langchain";
import { assertWellFormed, recordingHandler, type RecordingHandler } from "@earshot/testing";
import type * as Tools from "@langchain/core/tools";
import type * as LangGraph from "@langchain/langgraph";
import type * as Prebuilt from "@langchain/langgraph/prebuilt";
import type * as OpenAI from "@langchain/openai";
import type * as LangChain from "langchain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvedAgentOf } from "../../support/approved-agent.js";
import { openAIProtocol, scripted } from "../../support/openai-protocol.js";
import { startProviderServer, type ProviderServer } from "../../support/provider-server.js";
import { load } from "../lane.js";
import { rowIsSaid } from "./row-is-said.js";

const langGraph = await load<typeof LangGraph>("@langchain/langgraph");
const { add, approvedAgent, openAIModel } = approvedAgentOf({
  ...langGraph,
  ...(await load<typeof Prebuilt>("@langchain/langgraph/prebuilt")),
  ...(await load<typeof Tools>("@langchain/core/tools")),
  ...(await load<typeof OpenAI>("@langchain/openai")),
});
const { createAgent, createMiddleware } = await load<typeof LangChain>("langchain");

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer(openAIProtocol);
});
afterAll(() => server[Symbol.asyncDispose]());

const question = { messages: [{ role: "user" as const, content: "What is 1 + 2?" }] };
/** The models and tools that were heard, below one root. */
function workOf({ events }: RecordingHandler): string[] {
  assertWellFormed(events);
  return events.filter(({ type }) => /^(chat_model|tool)\.start$/.test(type)).map(({ kind }) => kind);
}
const work = ["chat_model", "tool", "chat_model"];
const thread = (id: string) => ({ configurable: { thread_id: id } });

describe("LangGraph", () => {
  it("a graph with tools and a subgraph is heard as one tree; an interrupt as `interrupted`, its resumption too", async () => {
    const heard = recordingHandler();
    const config = { callbacks: [toLangChain(heard)], ...thread("1") };
    const graph = approvedAgent(server.url);
    await graph.invoke(question, config);
    expect(workOf(heard)).toEqual(work);
    expect(heard.ofType("chain.end").at(-1)).toMatchObject({ status: "interrupted", name: "LangGraph" });
    await graph.invoke(new langGraph.Command({ resume: "yes" }), config);
    expect(heard.ofType("chain.end").at(-1)).toMatchObject({ status: "ok", name: "LangGraph" });
    assertWellFormed(heard.events);
  });

  it("a graph is a part of an Earshot chain (`fromLangChain`), and throws its interrupt there", async () => {
    const heard = recordingHandler();
    const graph = fromLangChain(approvedAgent(server.url));
    const config = { callbacks: [heard], ...thread("2") };
    await expect(graph.invoke(question, config)).rejects.toMatchObject({
      value: [{ value: { question: "Is that right?" } }],
    });
    expect(workOf(heard)).toEqual(work);
    expect(new Set(heard.events.map(({ rootRunId }) => rootRunId)).size).toBe(1);
  });

  it('streams of it (`streamMode: "messages"`) are heard token by token', async () => {
    const heard = recordingHandler();
    const graph = fromLangChain(approvedAgent(server.url));
    const config = { callbacks: [heard], ...thread("3"), streamMode: "messages" };
    const read = async (): Promise<void> => {
      for await (const _ of await graph.stream(question, config)) continue;
    };
    await expect(read()).rejects.toMatchObject({ is_bubble_up: true });
    const text = heard.ofType("chat_model.delta").map((delta) => delta.text);
    expect(text.join("")).toBe(scripted.text);
  });

  it("a stream that is left ends with all that is in it, as cancelled", async () => {
    const heard = recordingHandler();
    const config = { callbacks: [heard], ...thread("4") };
    for await (const _ of await fromLangChain(approvedAgent(server.url)).stream(question, config)) break;
    assertWellFormed(heard.events);
    expect(heard.ofType("chain.end").at(-1)).toMatchObject({ status: "cancelled", error: undefined });
  });

  rowIsSaid("LangChain and LangGraph", "@langchain/langgraph");
});

describe("LangChain", () => {
  const audit = createMiddleware({ name: "audit", wrapToolCall: (request, handler) => handler(request) });

  it("`createAgent` with middleware is heard as one tree, with its models and tools", async () => {
    const heard = recordingHandler();
    const agent = createAgent({ model: openAIModel(server.url), tools: [add], middleware: [audit] });
    await agent.invoke(question, { callbacks: [toLangChain(heard)] });
    expect(workOf(heard)).toEqual(work);
    expect(new Set(heard.events.map(({ rootRunId }) => rootRunId)).size).toBe(1);
  });

  it("such an agent is a part of an Earshot chain (`fromLangChain`)", async () => {
    const heard = recordingHandler();
    const agent = createAgent({ model: openAIModel(server.url), tools: [add], middleware: [audit] });
    await fromLangChain(agent).invoke(question, { callbacks: [heard] });
    expect(workOf(heard)).toEqual(work);
  });

  rowIsSaid("LangChain and LangGraph", "langchain");
});
