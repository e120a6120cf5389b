import { tool } from "@langchain/core/tools";
import { END, interrupt, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";

export const add = tool(({ left, right }) => String(left + right), {
  name: "add",
  description: "Adds two numbers.",
  schema: z.object({ left: z.number(), right: z.number() }),
});

export const openAIModel = (baseURL: string): ChatOpenAI =>
  new ChatOpenAI({ model: "call a tool", apiKey: "any", configuration: { baseURL }, maxRetries: 0 });

/** An agent with a tool; what it answers is approved by a human in a subgraph. */
export function approvedAgent(baseURL: string) {
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
}
