import { assertWellFormed, recordingHandler, startAnthropicServer, type AnthropicReply } from "@earshot/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { ChatAnthropic, type ChatAnthropicFields } from "./index.js";

const person = z.object({ name: z.string(), age: z.number().default(7) });
const input = { name: "Ada Lovelace, Countess" };
const calling: AnthropicReply = {
  content: [{ type: "tool_use", id: "toolu_1", name: "extract", input }],
  usage: { input_tokens: 3, output_tokens: 5 },
};

async function ask<TResult>(
  reply: AnthropicReply,
  use: (model: ChatAnthropic) => Promise<TResult>,
  fields: ChatAnthropicFields = {},
): Promise<{ result: TResult; body: Readonly<Record<string, unknown>> }> {
  await using server = await startAnthropicServer({ reply });
  const result = await use(
    new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url, maxTokens: 2000, maxRetries: 0, ...fields }),
  );
  return { result, body: server.requests[0]?.body ?? {} };
}

it("asks for a forced tool call, and reads its arguments", async () => {
  const { result, body } = await ask(calling, (model) =>
    model.withStructuredOutput(person, { strict: true }).invoke("Who?"),
  );
  expect(result).toEqual({ ...input, age: 7 });
  expect(body).toMatchObject({
    tool_choice: { type: "tool", name: "extract" },
    tools: [{ name: "extract", strict: true, input_schema: { type: "object", required: ["name"] } }],
  });
});

it("streams the arguments as they come", async () => {
  const recording = recordingHandler();
  const { result } = await ask(calling, async (model) => {
    const names: unknown[] = [];
    for await (const piece of await model.withStructuredOutput(person).stream("Who?", { callbacks: [recording] }))
      names.push({ ...piece });
    return names;
  });
  expect(result.length).toBeGreaterThan(3);
  expect(result).toContainEqual({ name: "Ada Lov" });
  expect(result.at(-1)).toEqual({ ...input, age: 7 });
  assertWellFormed(recording.events);
});

it("does not force a model that thinks, which the API refuses", async () => {
  const thinking = { type: "enabled", budget_tokens: 1024 } as const;
  const { body } = await ask(calling, (model) => model.withStructuredOutput(person).invoke("Who?"), { thinking });
  expect(body["tool_choice"]).toBeUndefined();
  expect(body["tools"]).toHaveLength(1);
});

it("asks for the answer itself in the form, by JSON Schema", async () => {
  const { result, body } = await ask({ content: '{"name": "Ada"}' }, (model) =>
    model.withStructuredOutput(person, { method: "jsonSchema" }).invoke("Who?"),
  );
  expect(result).toEqual({ name: "Ada", age: 7 });
  expect(body).toMatchObject({ output_config: { format: { type: "json_schema", schema: { required: ["name"] } } } });
  expect(body["tools"]).toBeUndefined();
});

it("has no mode for JSON of any form, and says so", () => {
  const model = new ChatAnthropic({ apiKey: "any" });
  expect(() => model.withStructuredOutput(person, { method: "jsonMode" })).toThrow(
    expect.objectContaining({ code: "STRUCTURED_OUTPUT_UNSUPPORTED" }),
  );
});

it("gives the raw message too, with what it cost", async () => {
  const { result } = await ask({ content: "I don't know." }, (model) =>
    model.withStructuredOutput(person, { includeRaw: true }).invoke("Who?"),
  );
  expect(result).toMatchObject({ raw: { text: "I don't know.", usage_metadata: {} }, parsed: null });
});

it("binds tools of any form, with a choice as an option", async () => {
  const schema = { type: "object", properties: {} };
  const tools = [
    { name: "own", input_schema: schema },
    { type: "function", function: { name: "openai", parameters: schema } },
    { name: "langchain", description: "A tool", schema: z.object({ a: z.number() }) },
    { type: "web_search_20260318", name: "web_search" },
  ];
  const { body } = await ask(calling, (model) => model.bindTools(tools, { tool_choice: "any" }).invoke("Who?"));
  expect(body).toMatchObject({
    tool_choice: { type: "any" },
    tools: [
      { name: "own", input_schema: schema },
      { name: "openai", input_schema: schema },
      { name: "langchain", description: "A tool", input_schema: { properties: { a: { type: "number" } } } },
      { type: "web_search_20260318", name: "web_search" },
    ],
  });
});

it("keeps answers in a cache: the second is not asked for", async () => {
  await using server = await startAnthropicServer({ reply: { content: "Hello", usage: { output_tokens: 5 } } });
  const { InMemoryCache } = await import("@earshot/core/caches");
  const cache = new InMemoryCache();
  const fields = { apiKey: "any", anthropicApiUrl: server.url, cache };
  const recording = recordingHandler();
  await new ChatAnthropic(fields).invoke("Hi");
  await new ChatAnthropic(fields).invoke("Hi", { callbacks: [recording] });
  expect(server.requests).toHaveLength(1);
  expect(recording.ofType("chat_model.end")[0]?.usage).toMatchObject({ source: "cache", output_tokens: 0 });
  await new ChatAnthropic({ ...fields, temperature: 1 }).invoke("Hi");
  expect(server.requests).toHaveLength(2);
});
