// One question, and an agent of four libraries that answers it: a model calls a tool, which asks a model itself, and the model answers.
import { createAnthropic } from "@ai-sdk/anthropic";
import { earshotTelemetry, fromAISDK } from "@earshot/ai-sdk";
import { createAgent } from "@earshot/core/agents";
import type { TypedHandler } from "@earshot/core/events";
import { tool } from "@earshot/core/tools";
import { toLangChain } from "@earshot/langchain";
import { ChatAnthropic } from "@langchain/anthropic";
import { AIMessage } from "@langchain/core/messages";
import { tool as langChainTool } from "@langchain/core/tools";
import { Command, END, interrupt, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { generateText, stepCountIs, tool as aiSDKTool, ToolLoopAgent } from "ai";
import { createAgent as createLangChainAgent, createMiddleware } from "langchain";
import { z } from "zod";

export const question = "What is 1 + 2?";

const schema = z.object({ left: z.number(), right: z.number() });
const about = { name: "add", description: "Adds two numbers, and has the sum checked.", schema };
const check = (sum: number): string => `Check ${sum}`;

const langChainModel = (url: string): ChatAnthropic =>
  new ChatAnthropic({ model: "claude-sonnet-4-5", apiKey: "any", anthropicApiUrl: url, maxTokens: 100 });
const langChainAdd = (model: ChatAnthropic) =>
  langChainTool(async ({ left, right }, config) => (await model.invoke(check(left + right), config)).text, about);

/** A graph of LangGraph's with tools; a subgraph has a human approve each call of them. */
async function askLangGraph(url: string, handler: TypedHandler): Promise<string> {
  const model = langChainModel(url);
  const add = langChainAdd(model);
  const approval = new StateGraph(MessagesAnnotation)
    .addNode("approve", () => ({ messages: interrupt("May it add?") === "yes" ? [] : [new AIMessage("No.")] }))
    .addEdge(START, "approve")
    .addEdge("approve", END)
    .compile();
  const graph = new StateGraph(MessagesAnnotation)
    .addNode("model", async ({ messages }, config) => ({
      messages: [await model.bindTools([add]).invoke(messages, config)],
    }))
    .addNode("approval", approval)
    .addNode("tools", new ToolNode([add]))
    .addEdge(START, "model")
    .addConditionalEdges("model", ({ messages }) => {
      const answer = messages.at(-1);
      return AIMessage.isInstance(answer) && answer.tool_calls?.length ? "approval" : END;
    })
    .addEdge("approval", "tools")
    .addEdge("tools", "model")
    .compile({ checkpointer: new MemorySaver() });
  const config = { callbacks: [toLangChain(handler)], configurable: { thread_id: "1" } };
  await graph.invoke({ messages: [{ role: "user", content: question }] }, config);
  const { messages } = await graph.invoke(new Command({ resume: "yes" }), config);
  return messages.at(-1)?.text ?? "";
}

/** An agent of LangChain's with a middleware. */
async function askLangChain(url: string, handler: TypedHandler): Promise<string> {
  const model = langChainModel(url);
  const audit = createMiddleware({
    name: "audit",
    beforeModel: () => undefined,
    wrapToolCall: (request, call) => call(request),
  });
  const agent = createLangChainAgent({ model, tools: [langChainAdd(model)], middleware: [audit] });
  const { messages } = await agent.invoke(
    { messages: [{ role: "user", content: question }] },
    { callbacks: [toLangChain(handler)] },
  );
  return messages.at(-1)?.text ?? "";
}

/** An agent of AI SDK's. */
async function askAISDK(url: string, handler: TypedHandler): Promise<string> {
  const model = createAnthropic({ apiKey: "any", baseURL: `${url}/v1` })("claude-sonnet-4-5");
  const add = aiSDKTool({
    description: about.description,
    inputSchema: schema,
    execute: async ({ left, right }) => {
      const prompt = check(left + right);
      return (await generateText({ model, prompt, experimental_telemetry: earshotTelemetry() })).text;
    },
  });
  const experimental_telemetry = earshotTelemetry({ callbacks: [handler] });
  const agent = new ToolLoopAgent({ model, tools: { add }, stopWhen: stepCountIs(3), experimental_telemetry });
  return (await agent.generate({ prompt: question })).text;
}

/** An agent of Earshot's, with a model of AI SDK's. */
async function askEarshot(url: string, handler: TypedHandler): Promise<string> {
  const anthropic = createAnthropic({ apiKey: "any", baseURL: `${url}/v1` });
  const model = fromAISDK(anthropic("claude-sonnet-4-5"));
  const add = tool(async ({ left, right }: z.infer<typeof schema>, config) => {
    return (await model.invoke(check(left + right), config)).text;
  }, about);
  const { messages } = await createAgent({ model, tools: [add] }).invoke(
    { messages: [["human", question]] },
    { callbacks: [handler] },
  );
  return messages.at(-1)?.text ?? "";
}

/** Asks the agent of each library; a handler hears it. */
export const agents = {
  LangGraph: askLangGraph,
  LangChain: askLangChain,
  "AI SDK": askAISDK,
  Earshot: askEarshot,
} as const;
