import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { ChatResult } from "@langchain/core/outputs";
import { tool } from "@langchain/core/tools";
import { z } from "zod";

class Calculator extends BaseChatModel {
  _llmType(): string {
    return "calculator";
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const last = messages.at(-1);
    const isAnswered = last instanceof ToolMessage;
    const message = isAnswered
      ? new AIMessage(`It is ${String(last.content)}.`)
      : new AIMessage({
          content: "",
          tool_calls: [{ name: "add", args: { a: 1, b: 2 }, id: "call_1", type: "tool_call" }],
        });
    return { generations: [{ text: isAnswered ? String(message.content) : "", message }] };
  }
}

const add = tool(({ a, b }) => String(a + b), {
  name: "add",
  description: "Adds.",
  schema: z.object({ a: z.number(), b: z.number() }),
});
const handler = {
  handleToolStart: (_tool: object, input: string) => console.log("tool", input),
  handleToolEnd: (output: ToolMessage) => console.log("tool said", output.content, output.tool_call_id),
  awaitHandlers: true,
};
const model = new Calculator({});
const messages: BaseMessage[] = [new HumanMessage("What is 1 + 2?")];
for (let turn = 0; turn < 3; turn++) {
  const answer = (await model.invoke(messages)) as unknown as AIMessage;
  messages.push(answer);
  if (answer.tool_calls === undefined || answer.tool_calls.length === 0) break;
  for (const call of answer.tool_calls)
    messages.push(
      (await add.invoke({ ...call, type: "tool_call" }, { callbacks: [handler] })) as unknown as ToolMessage,
    );
}
for (const message of messages) console.log(message.getType(), message.content);
