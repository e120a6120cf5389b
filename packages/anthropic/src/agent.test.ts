import { createAgent } from "@earshot/core/agents";
import type { AIMessageChunk, BaseMessage } from "@earshot/core/messages";
import { tool } from "@earshot/core/tools";
import { type AnthropicReply, assertWellFormed, recordingHandler, startAnthropicServer } from "@earshot/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { ChatAnthropic, type ChatAnthropicFields } from "./index.js";

const weather = tool(
  ({ city }) => {
    if (city === "Atlantis") throw new Error("no such city");
    return `sun in ${city}`;
  },
  { name: "weather", description: "Says the weather.", schema: z.object({ city: z.string() }) },
);
const use = (id: string, input: Record<string, unknown>, name = "weather") =>
  ({ type: "tool_use", id, name, input }) as const;
const told = (messages: readonly BaseMessage[]) => messages.map(({ type, text }) => `${type}: ${text}`);

const looking: AnthropicReply = {
  content: [
    { type: "text", deltas: ["Let me ", "look."] },
    use("toolu_1", { city: "Rome" }),
    use("toolu_2", { city: "Atlantis" }),
  ],
};

async function serve(replies: readonly AnthropicReply[], fields: ChatAnthropicFields = {}) {
  const server = await startAnthropicServer({ reply: (_, index) => replies[index] ?? { content: "out of replies" } });
  const recording = recordingHandler();
  const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url, maxRetries: 0, ...fields });
  const asked = (index: number) =>
    server.requests[index]?.body as { readonly messages: unknown[]; readonly tool_choice?: unknown };
  return { server, recording, model, asked, config: { callbacks: [recording] } };
}

it("calls tools until the model has its answer, and the API is told their results", async () => {
  const { server, recording, model, asked, config } = await serve([looking, { content: "Sun." }]);
  await using _ = server;
  const agent = createAgent({ model, tools: [weather], systemPrompt: "Be brief." });
  const { messages } = await agent.invoke("How is it?", config);
  expect(told(messages).slice(0, 3)).toEqual(["human: How is it?", "ai: Let me look.", "tool: sun in Rome"]);
  expect(messages.at(-1)?.text).toBe("Sun.");
  expect(asked(1)).toMatchObject({ system: "Be brief.", tools: [{ name: "weather" }] });
  expect(asked(1).messages).toMatchObject([
    { role: "user", content: "How is it?" },
    {
      role: "assistant",
      content: [{ type: "text" }, { type: "tool_use", id: "toolu_1" }, { type: "tool_use", id: "toolu_2" }],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "toolu_1", content: "sun in Rome" },
        { type: "tool_result", tool_use_id: "toolu_2", is_error: true },
      ],
    },
  ]);
  expect(recording.ofType("agent.action").map(({ action }) => action.log)).toEqual(["Let me look.", "Let me look."]);
  assertWellFormed(recording.events);
});

it("streams the tokens of the model and the answers of its tools, and goes on with what it streamed", async () => {
  const { server, recording, model, asked, config } = await serve([looking, { content: "Sun." }]);
  await using _ = server;
  const agent = createAgent({ model, tools: [weather] });
  let text = "";
  for await (const [message, { langgraph_node: node }] of await agent.stream("?", {
    ...config,
    streamMode: "messages",
  }))
    text += node === "tools" ? `[${message.text.split("\n")[0]}]` : message.text;
  expect(text).toBe("Let me look.[sun in Rome][Error: no such city]Sun.");
  expect(asked(1).messages[1]).toMatchObject({
    content: [{ text: "Let me look." }, use("toolu_1", { city: "Rome" }), { id: "toolu_2" }],
  });
  assertWellFormed(recording.events);
});

it("closes the request when its consumer leaves, and when it is aborted", async () => {
  const slow = { ...looking, eventDelayMs: 30 };
  const { server, recording, model, config } = await serve([slow, slow]);
  await using _ = server;
  const agent = createAgent({ model, tools: [weather] });
  for await (const [message] of await agent.stream("?", { ...config, streamMode: "messages" }))
    if ((message as AIMessageChunk).text !== "") break;
  const controller = new AbortController();
  const aborted = { ...config, streamMode: "messages", signal: controller.signal } as const;
  const read = async () => {
    for await (const [message] of await agent.stream("?", aborted)) if (message.text !== "") controller.abort();
  };
  await expect(read()).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => server.requests.map(({ outcome }) => outcome)).toEqual(["client_closed", "client_closed"]);
  assertWellFormed(recording.events);
});

it("shows the API an edited call as it was run, after a state that went through JSON", async () => {
  const { server, model, asked } = await serve([looking, { content: "Sun." }]);
  await using _ = server;
  const agent = createAgent({ model, tools: [weather], interruptOn: { weather: true } });
  const { state } = (await agent.invoke("?").catch((error: unknown) => error)) as { state: never };
  await agent.resume(JSON.parse(JSON.stringify(state)) as never, [
    { type: "edit", editedAction: { args: { city: "Oslo" } } },
    { type: "reject", message: "that is a myth" },
  ]);
  expect(asked(1).messages.slice(1)).toMatchObject([
    { content: [{ text: "Let me look." }, use("toolu_1", { city: "Oslo" }), use("toolu_2", { city: "Atlantis" })] },
    { content: [{ content: "sun in Oslo" }, { content: "that is a myth", is_error: true }] },
  ]);
});

it("gets its answer in a form by a call that the API is told to make, unless the model thinks", async () => {
  const answer: AnthropicReply = { content: [use("toolu_1", { degrees: 21 }, "extract")] };
  const responseFormat = z.object({ degrees: z.number() });
  const plain = await serve([answer]);
  const thinking = await serve([answer], { maxTokens: 2000, thinking: { type: "enabled", budget_tokens: 1024 } });
  await using _ = plain.server;
  await using __ = thinking.server;
  for (const { model } of [plain, thinking]) {
    const { structuredResponse } = await createAgent({ model, tools: [weather], responseFormat }).invoke("?");
    expect(structuredResponse).toEqual({ degrees: 21 });
  }
  expect(plain.asked(0).tool_choice).toEqual({ type: "any" });
  expect(thinking.asked(0).tool_choice).toBeUndefined();
});
