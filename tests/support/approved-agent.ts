import type * as Tools from "@langchain/core/tools";
import type * as LangGraph from "@langchain/langgraph";
import type * as Prebuilt from "@langchain/langgraph/prebuilt";
import type * as OpenAI from "@langchain/openai";
import { z } from "zod";

/** What the parts are made of, of whatever version. */
type Modules = Pick<typeof Tools, "tool"> &
  Pick<typeof LangGraph, "END" | "interrupt" | "MemorySaver" | "MessagesAnnotation" | "START" | "StateGraph"> &
  Pick<typeof Prebuilt, "ToolNode"> &
  Pick<typeof OpenAI, "ChatOpenAI">;

/** A tool, a model that calls it, and an agent of both; what that answers is approved by a human in a subgraph. */
export function approvedAgentOf(modules: Modules) {
  const { tool, END, interrupt, MemorySaver, MessagesAnnotation, START, StateGraph, ToolNode, ChatOpenAI } = modules;

  const add = tool(({ left, right }) => String(left + right), {
    name: "add",
    description: "Adds two numbers.",
    schema: z.object({ left: z.number(), right: z.number() }),
  });

  const openAIModel = (baseURL: string) =>
    new ChatOpenAI({ model: "call a tool", apiKey: "any", configuration: { baseURL }, maxRetries: 0 });

  const approvedAgent = (baseURL: string) => {
    const model = openAIModel(baseURL).bindTools([add]);
    const review = new StateGraph(MessagesAnnotation)
      .addNode("approve", () => ({ messages: [["human", String(interrupt({ question: "Is that right?" }))] as never] }))
      .addEdge(START, "approve")
      .addEdge("approve", END)
      .compile();
    return new StateGraph(MessagesAnnotation)
      .addNode("model", async ({ messages }, config) => ({ messages: [await model.invoke(messages, config)] }))
      .addNode("tools", new ToolNode([add]))
      .addNode("review", review)
      .addEdge(START, "model")
      .addConditionalEdges("model", ({ messages }) =>
        (messages.at(-1) as { tool_calls?: unknown[] } | undefined)?.tool_calls?.length ? "tools" : "review",
      )
      .addEdge("tools", "model")
      .addEdge("review", END)
      .compile({ checkpointer: new MemorySaver() });
  };

  return { add, openAIModel, approvedAgent };
}
