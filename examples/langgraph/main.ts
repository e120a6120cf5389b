// A LangGraph agent with a tool, heard by Earshot's console handler: `npx tsx --conditions=@earshot/source examples/langgraph/main.ts`.
// The model is a fake that calls the tool and then answers, so that no key is needed; any chat model of LangChain's will do.
import { consoleHandler } from "@earshot/handlers/console";
import { toLangChain } from "@earshot/langchain";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import { tool } from "@langchain/core/tools";
import { END, interrupt, Command, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { z } from "zod";

const weather = tool(({ city }) => `Sunny in ${city}`, {
  name: "weather",
  description: "The weather in a city.",
  schema: z.object({ city: z.string() }),
});

const call = { name: "weather", args: { city: "Lisbon" }, id: "call_1", type: "tool_call" as const };

class Forecaster extends BaseChatModel {
  _llmType(): string {
    return "forecaster";
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const isAsked = messages.length === 1;
    const message = isAsked ? new AIMessage({ content: "", tool_calls: [call] }) : new AIMessage("Take no umbrella.");
    return { generations: [{ text: isAsked ? "" : "Take no umbrella.", message }] };
  }
}
const model = new Forecaster({});

const agent = new StateGraph(MessagesAnnotation)
  .addNode("model", async ({ messages }, config) => ({
    messages: [await model.invoke(messages, config)],
  }))
  .addNode("tools", new ToolNode([weather]))
  .addNode("approve", () => {
    console.log(`approved: ${String(interrupt("Send it?"))}`);
    return {};
  })
  .addEdge(START, "model")
  .addConditionalEdges("model", ({ messages }) => (messages.length === 2 ? "tools" : "approve"))
  .addEdge("tools", "model")
  .addEdge("approve", END)
  .compile({ checkpointer: new MemorySaver() });

const config = { callbacks: [toLangChain(consoleHandler())], configurable: { thread_id: "1" } };
await agent.invoke({ messages: [{ role: "user", content: "Do I need an umbrella?" }] }, config);
await agent.invoke(new Command({ resume: "yes" }), config);
