import { createAgent } from "@earshot/core/agents";
import { Interrupt } from "@earshot/core/errors";
import { tool } from "@earshot/core/tools";
import { type AnthropicReply, assertWellFormed, recordingHandler, startAnthropicServer } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { AgentInterrupt } from "@earshot/core/agents";
import { ChatAnthropic } from "./chat-anthropic.js";

const weather = tool(({ city }) => `${city}: sunny`, {
  name: "weather",
  description: "The weather of a city.",
  schema: z.object({ city: z.string() }),
});
const use = (id: string, name: string, input: Record<string, unknown>) => ({
  type: "tool_use" as const,
  id,
  name,
  input,
});

async function setUp(...reply: AnthropicReply[]) {
  const server = await startAnthropicServer({ reply });
  return { server, model: new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url, maxRetries: 0 }) };
}

type Sent = { readonly messages: readonly { role: string; content: unknown }[]; readonly tool_choice?: unknown };

describe("an agent on the Messages API", () => {
  it("sends the tools' answers back in one turn, failures marked as such", async () => {
    const calls = [use("toolu_1", "weather", { city: "Bern" }), use("toolu_2", "weather", { town: "Bern" })];
    const { server, model } = await setUp({ content: calls }, { content: "It is sunny." });
    await using _ = server;
    const recording = recordingHandler();
    const agent = createAgent({ model, tools: [weather], systemPrompt: "Be brief." });
    const stream = await agent.stream("Weather?", { streamMode: "messages", callbacks: [recording] });
    let text = "";
    for await (const [message, { node }] of stream) if (node === "model") text += message.text;
    expect(text).toBe("It is sunny.");
    const { messages } = server.requests[1]!.body as Sent;
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(messages[2]?.content).toEqual([
      { type: "tool_result", tool_use_id: "toolu_1", content: "Bern: sunny" },
      expect.objectContaining({ tool_use_id: "toolu_2", is_error: true }),
    ]);
    assertWellFormed(recording.events);
    expect(recording.ofType("chat_model.delta").length).toBeGreaterThan(4);
  });

  it("has its final answer in a form", async () => {
    const answer = use("toolu_1", "structured_response", { degrees: 20 });
    const { server, model } = await setUp({ content: [answer] });
    await using _ = server;
    const agent = createAgent({ model, tools: [weather], responseFormat: z.object({ degrees: z.number() }) });
    expect((await agent.invoke("Weather?")).structuredResponse).toEqual({ degrees: 20 });
    expect((server.requests[0]!.body as Sent).tool_choice).toEqual({ type: "any" });
  });

  it("forces no call on a model that thinks, and reminds it", async () => {
    const answer = use("toolu_1", "structured_response", { degrees: 20 });
    const { server } = await setUp({ content: "It is warm." }, { content: [answer] });
    await using _ = server;
    const model = new ChatAnthropic({
      apiKey: "any",
      anthropicApiUrl: server.url,
      thinking: { type: "enabled", budget_tokens: 1024 },
      maxTokens: 2048,
    });
    const agent = createAgent({ model, tools: [weather], responseFormat: z.object({ degrees: z.number() }) });
    expect((await agent.invoke("Weather?")).structuredResponse).toEqual({ degrees: 20 });
    expect(server.requests.map(({ body }) => (body as Sent).tool_choice)).toEqual([undefined, undefined]);
  });

  it("goes on after an approval with what was edited", async () => {
    const { server, model } = await setUp(
      { content: [use("toolu_1", "weather", { city: "Bern" })] },
      { content: "It is sunny." },
    );
    await using _ = server;
    const agent = createAgent({ model, tools: [weather], interruptOn: { weather: true } });
    const error = await agent.invoke("Weather?").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Interrupt);
    const interrupt = JSON.parse(JSON.stringify((error as Interrupt).value)) as AgentInterrupt;
    const editedAction = { name: "weather", args: { city: "Basel" } };
    const { messages } = await agent.invoke({ interrupt, decisions: [{ type: "edit", editedAction }] });
    expect(messages.at(-1)?.text).toBe("It is sunny.");
    expect((server.requests[1]!.body as Sent).messages.slice(1)).toEqual([
      { role: "assistant", content: [expect.objectContaining(use("toolu_1", "weather", { city: "Basel" }))] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "Basel: sunny" }] },
    ]);
  });

  it("closes its connection when its stream is left", async () => {
    const { server, model } = await setUp({ content: "one two three four five six", eventDelayMs: 20 });
    await using _ = server;
    for await (const [message] of await createAgent({ model }).stream("go", { streamMode: "messages" }))
      if (message.text !== "") break;
    expect(await server.requests[0]?.ended).toBe("client_closed");
  });
});
