import { createAgent } from "@earshot/core/agents";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from "@earshot/core/messages";
import { RunnableLambda } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import { FakeStreamingLLM } from "@earshot/core/utils/testing";
import { scriptedChatModel } from "@earshot/testing";
import { memoryTraceStore, traceHandler, type TraceStore } from "@earshot/trace";
import { z } from "zod";

const look = tool(({ at }) => `red at ${at}`, {
  name: "look",
  description: "Looks.",
  schema: z.object({ at: z.number() }),
});
const openAITool = { type: "function", function: { name: "look", description: "Looks.", parameters: {} } };
const conversation = [
  new SystemMessage("Say what you see.\n`${literally}` \\ */"),
  new HumanMessage({
    content: [
      { type: "text", text: "What" },
      { type: "text", text: "colour?" },
    ],
    name: "ada",
  }),
  new AIMessage({
    content: "Let me see",
    tool_calls: [{ name: "look", args: { at: 1 }, id: "call_1", type: "tool_call" }],
  }),
  new ToolMessage({ content: "red", tool_call_id: "call_1", name: "look" }),
];

/** Calls of models, and programs that call some or none, by what their runs are called. */
export async function heardRuns(): Promise<TraceStore> {
  const store = memoryTraceStore();
  const trace = traceHandler({ store });
  const config = (runId: string) => ({ callbacks: [trace], runId });
  const calling = { text: ["Let ", "me see"], toolCalls: [{ name: "look", args: { at: 1, $: "x" } }] };
  const failed = { text: "One moment", error: { name: "OverloadedError", message: "busy", status: 529 } };

  const options = { stop: ["END"], tools: [openAITool], timeout: 5_000 };
  for await (const _ of await scriptedChatModel([calling]).stream(conversation, { ...config("streamed"), ...options }));
  await scriptedChatModel("Red.").bindTools([look]).invoke(conversation, config("bound"));
  await scriptedChatModel("Hello!").invoke("Hi", config("plain"));
  await scriptedChatModel([failed])
    .invoke("Hi", config("failed"))
    .catch(() => undefined);
  const signal = AbortSignal.timeout(20);
  await scriptedChatModel({ stall: true })
    .invoke("Hi", { ...config("aborted"), signal })
    .catch(() => undefined);
  await new FakeStreamingLLM({ responses: ["Paris."], sleep: 0 }).invoke("The capital?", config("text"));

  const agent = createAgent({
    name: "assistant",
    model: scriptedChatModel([calling, "Red."]),
    tools: [look],
    systemPrompt: "Look.",
  });
  await agent.invoke({ messages: [new HumanMessage("What colour?")] }, config("agent"));
  await RunnableLambda.from(async (text: string, inner) => {
    const left = await named("left", "L").invoke(text, inner);
    return { both: [left, (await named("right", "R").invoke(text, inner)).text] };
  })
    .withConfig({ runName: "two" })
    .invoke("Which?", config("two"));
  await RunnableLambda.from((n: number) => ({ doubled: n * 2 })).invoke(4, config("alone"));
  await RunnableLambda.from(() => {
    throw new RangeError("The library is closed.");
  })
    .invoke("Moby-Dick", config("closed"))
    .catch(() => undefined);
  const asking = tool(async ({ at }, inner) => (await named("inner", `Seen at ${at}.`).invoke("?", inner)).text, {
    name: "ask_inside",
    description: "Asks.",
    schema: z.object({ at: z.number() }),
  });
  await RunnableLambda.from(async (_: string, inner) => {
    await named("outer", "Outer.").invoke("outside", inner);
    return asking.invoke({ at: 7 }, { ...inner, runId: "tool" });
  }).invoke("go", config("around"));
  await trace.flush();
  return store;
}

const named = (name: string, text: string): BaseChatModel => scriptedChatModel(text, { name });
