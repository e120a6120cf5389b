import { describe, expect, test } from "vitest";
import { decodeEntities } from "../../client/src/views/markdown/decode-entities.js";
import { LiveAnswer } from "../../client/src/views/messages/live-answer.js";
import { readExchange } from "../../client/src/views/messages/read-exchange.js";
import { readMessages } from "../../client/src/views/messages/read-messages.js";
import { agentEvents, chainEvents, retrieverEvents } from "./gallery/recorded-events.js";

const hello = [{ type: "text", text: "Hello" }];

describe("Messages are read in the form of", () => {
  test.each([
    ["event lines", { $: "HumanMessage", content: "Hello" }],
    ["chunks of event lines", { $: "HumanMessageChunk", content: "Hello" }],
    ["the serializer", { type: "constructor", id: ["schema", "HumanMessage"], kwargs: { content: "Hello" } }],
    ["stores", { type: "human", data: { content: "Hello" } }],
    ["OpenAI", { role: "user", content: "Hello" }],
    ["Anthropic", { role: "user", content: [{ type: "text", text: "Hello" }] }],
    ["Google", { role: "user", parts: [{ text: "Hello" }] }],
    ["prompts", ["human", "Hello"]],
  ])("%s", (_, message) => {
    expect(readMessages([message])).toMatchObject([{ role: "user", parts: hello }]);
  });
});

test("A list in which one thing is no message is none", () => {
  expect(readMessages([{ role: "user", content: "Hello" }, 7])).toBeUndefined();
  expect(readMessages([])).toBeUndefined();
  expect(readMessages({ role: "admin" })).toBeUndefined();
});

test("A call that stands in the content and beside it is shown once", () => {
  const { input } = readExchange(agentEvents);
  const messages = input?.type === "messages" ? input.messages : [];
  expect(messages[2]?.parts.filter(({ type }) => type === "tool_call")).toMatchObject([
    { id: "toolu_01A9", name: "query_metrics", args: { metric: "latency", weeks: [47, 48] } },
  ]);
});

test("Parameters are without tools; tools have their schema, whatever its field is called", () => {
  const { parameters, tools } = readExchange(agentEvents);
  expect(parameters).toEqual({ model: "claude-sonnet-5", temperature: 0.2, max_tokens: 1024 });
  expect(tools.map(({ name, parameters: schema }) => [name, schema !== undefined])).toEqual([
    ["query_metrics", true],
    ["web_search", false],
  ]);
});

test("Documents and fields of chains have forms of their own", () => {
  const { output } = readExchange(retrieverEvents);
  expect(output).toMatchObject({
    type: "documents",
    documents: [{ score: 0.913 }, { metadata: { source: "docs/cancel.md" } }],
  });
  const { input } = readExchange(chainEvents);
  expect(input).toMatchObject({
    type: "fields",
    fields: [
      { side: { type: "text" } },
      { side: { type: "messages" } },
      { name: "k", side: { type: "json", value: 4 } },
    ],
  });
});

test("A broken payload, or none, counts as nothing said", () => {
  for (const payload of ["{", "7", "null", undefined])
    expect(readExchange([{ type: "chain.start", payload }])).toEqual({ alternatives: [], parameters: {}, tools: [] });
});

test("An answer is put together from its chunks: texts joined, calls by their index", () => {
  const answer = new LiveAnswer();
  expect(answer.isEmpty).toBe(true);
  answer.add({ type: "chat_model.delta", text: "Hel" });
  answer.add({ type: "chat_model.delta", payload: JSON.stringify({ parts: [{ type: "text", text: "lo" }] }) });
  for (const part of [
    { type: "tool_call", index: 0, id: "a", name: "weather", args: '{"city":' },
    { type: "tool_call", index: 1, id: "b", name: "time", args: "{}" },
    { type: "tool_call", index: 0, args: '"Wien"}' },
  ])
    answer.add({ type: "chat_model.delta", payload: JSON.stringify({ parts: [part] }) });
  expect(answer.message.parts).toMatchObject([
    ...hello,
    { type: "tool_call", id: "a", name: "weather", args: { city: "Wien" } },
    { type: "tool_call", id: "b", name: "time", args: {} },
  ]);
});

test("Entities are written out once; names that only an object knows are none", () => {
  expect(decodeEntities("&lt;b&gt; &#65;&#x42; &amp;lt; &constructor; &#0; &#9999999;")).toBe(
    "<b> AB &lt; &constructor; &#0; &#9999999;",
  );
});
