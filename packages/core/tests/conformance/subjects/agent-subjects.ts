import { type AgentInput, type AgentOutput, createAgent } from "../../../src/exports/agents.js";
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "../../../src/exports/messages.js";
import { RunnableLambda } from "../../../src/exports/runnables.js";
import { add, call } from "../../support/agent-tools.js";
import { type Reply, ReplyingChatModel } from "../../support/replying-chat-model.js";
import { lastOf, perform, subject, type Subjects } from "./subject.js";

const question = new HumanMessage({ content: "1 + 2?", id: "question" });
const asking = new AIMessage({
  content: "",
  id: "asking",
  tool_calls: [{ ...call("add", { a: 1, b: 2 }), type: "tool_call" }],
});
const answer = new AIMessage({ content: "3", id: "answer" });
const sum = new ToolMessage({ content: "3", tool_call_id: "add", name: "add", status: "success" });
const reply: Reply = (messages) => (messages.length === 1 ? asking : answer);

export const agentSubjects: Subjects = {
  Agent: subject<AgentInput, AgentOutput>({
    input: [question],
    output: { messages: [question, asking, sum, answer] },
    combine: lastOf,
    make: (work) => {
      const prompt = RunnableLambda.from(({ messages }: { messages: BaseMessage[] }, { signal }) =>
        perform(work, signal, messages),
      );
      return createAgent({
        model: new ReplyingChatModel(...Array.from({ length: 100 }, () => reply)),
        tools: [add],
        prompt,
      });
    },
  }),
};
