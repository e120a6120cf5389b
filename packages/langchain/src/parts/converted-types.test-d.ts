import { type BaseMessage, HumanMessage } from "@earshot/core/messages";
import type { BaseChatModel as LangChainModel } from "@langchain/core/language_models/chat_models";
import { HumanMessage as LangChainMessage } from "@langchain/core/messages";
import { Annotation, END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";
import { describe, expectTypeOf, it } from "vitest";
import { fromLangChain } from "./from-langchain.js";

declare const model: LangChainModel;
const answer = () => ({});
const graph = fromLangChain(
  new StateGraph(MessagesAnnotation).addNode("a", answer).addEdge(START, "a").addEdge("a", END).compile(),
);
const count = fromLangChain(
  new StateGraph(Annotation.Root({ n: Annotation<number> }))
    .addNode("a", answer)
    .addEdge(START, "a")
    .addEdge("a", END)
    .compile(),
);

describe("the types of a graph", () => {
  it("take Earshot's messages where it takes LangChain's", () => {
    void graph.invoke({ messages: [new HumanMessage("hi")] });
    void graph.invoke({ messages: [new HumanMessage("hi"), new LangChainMessage("hi"), "hi"] });
    void graph.invoke({ messages: new HumanMessage("hi") });
    void graph.stream({ messages: [new HumanMessage("hi")] }, { streamMode: "messages" });
    void fromLangChain(createAgent({ model, tools: [] })).invoke({ messages: [new HumanMessage("hi")] });
  });

  it("have Earshot's messages in what comes out", () => {
    expectTypeOf(graph.invoke({ messages: [] }))
      .resolves.toHaveProperty("messages")
      .toEqualTypeOf<BaseMessage[]>();
    expectTypeOf(count.invoke({ n: 1 })).resolves.toEqualTypeOf<{ n: number }>();
  });

  it("refuse what they refused", () => {
    // @ts-expect-error -- no message
    void graph.invoke({ messages: [7] });
    // @ts-expect-error -- no number
    void count.invoke({ n: "1" });
  });
});

it("a model that is known to call tools has bindTools; of any other that isn't known", () => {
  fromLangChain(new ChatOpenAI({ apiKey: "any" })).bindTools([]);
  // @ts-expect-error -- it may have none
  fromLangChain(model).bindTools([]);
});
