import * as earshot from "@earshot/core/messages";
import { pageReply, startAnthropicServer, type AnthropicMessageReply } from "@earshot/testing";
import { ChatAnthropic as LangChainChatAnthropic } from "@langchain/anthropic";
import * as langchain from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";

/** Either library's message classes. */
type Messages = typeof earshot;

const image = "data:image/png;base64,iVBORw0KGgo=";
const call = { id: "toolu_1", name: "add", args: { a: 1 } };

const conversations: Record<string, (messages: Messages) => unknown[]> = {
  "a text": ({ HumanMessage }) => [new HumanMessage("Hi")],
  "a system prompt and a later one": ({ HumanMessage, SystemMessage }) => [
    new SystemMessage("Be kind."),
    new HumanMessage("Hi"),
    new SystemMessage("Rhyme."),
    new HumanMessage("Go"),
  ],
  "system blocks with caching": ({ HumanMessage, SystemMessage }) => [
    new SystemMessage("One"),
    new SystemMessage({ content: [{ type: "text", text: "Two", cache_control: { type: "ephemeral" } }] }),
    new HumanMessage("Hi"),
  ],
  "images in every form": ({ HumanMessage }) => [
    new HumanMessage({
      content: [
        { type: "text", text: "Look" },
        { type: "image_url", image_url: { url: image } },
        { type: "image_url", image_url: "https://example.com/a.png" },
        { type: "image", source: { type: "url", url: "https://example.com/b.png" } },
        { type: "image", url: "https://example.com/c.png" },
        { type: "image", data: "iVBORw0KGgo=", mimeType: "image/webp" },
        { type: "image", fileId: "file_1", cache_control: { type: "ephemeral" } },
      ],
    }),
  ],
  documents: ({ HumanMessage }) => [
    new HumanMessage({
      content: [
        { type: "file", data: "JVBERi0=", mimeType: "application/pdf" },
        { type: "file", url: "https://example.com/a.pdf" },
        {
          type: "document",
          source: { type: "text", media_type: "text/plain", data: "x" },
          citations: { enabled: true },
        },
      ],
    }),
  ],
  "tool calls and results": ({ AIMessage, HumanMessage, ToolMessage }) => [
    new HumanMessage("1 + 2?"),
    new AIMessage({ content: "", tool_calls: [call] }),
    new ToolMessage({ content: "3", tool_call_id: "toolu_1" }),
    new AIMessage({
      content: "So",
      tool_calls: [
        { ...call, id: "toolu_2" },
        { ...call, id: "toolu_3" },
      ],
    }),
    new ToolMessage({ content: "4", tool_call_id: "toolu_2" }),
    new ToolMessage({ content: [{ type: "text", text: "5" }], tool_call_id: "toolu_3" }),
  ],
  thinking: ({ AIMessage, HumanMessage }) => [
    new HumanMessage("Hm?"),
    new AIMessage({
      content: [
        { type: "thinking", thinking: "Hm", signature: "c2ln", index: 0 },
        { type: "redacted_thinking", data: "cmVk", index: 1 },
        { type: "text", text: "Ah", index: 2 },
      ],
    }),
    new HumanMessage("And?"),
  ],
};

const fields = { apiKey: "k", model: "claude-sonnet-5-5", maxTokens: 50, maxRetries: 0 };

describe("the request is the one that LangChain sends", () => {
  it.each(Object.entries(conversations))("for %s", async (_, conversation) => {
    await using server = await startAnthropicServer({ reply: { content: "ok" } });
    const options = {
      stop: ["END"],
      tools: [{ name: "add", description: "Adds", input_schema: { type: "object", properties: {} } }],
      tool_choice: "auto",
    };
    const ours = new ChatAnthropic({ ...fields, anthropicApiUrl: server.url, stopSequences: undefined });
    const theirs = new LangChainChatAnthropic({ ...fields, anthropicApiUrl: server.url });
    await ours.invoke(conversation(earshot) as earshot.BaseMessage[], options);
    await theirs.invoke(conversation(langchain as unknown as Messages) as never, options as never);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.body).toEqual(server.requests[1]?.body);
  });
});

const usage = { input_tokens: 10, output_tokens: 20, first_output_tokens: 1, cache_read_input_tokens: 5 };
const toolUse = { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: 22222 } } as const;

async function streamBoth(reply: AnthropicMessageReply, tools?: unknown[]) {
  await using server = await startAnthropicServer({ reply });
  const read = async (model: { stream(input: string, config: object): Promise<AsyncIterable<unknown>> }) => {
    const tokens: string[] = [];
    const config = {
      callbacks: [{ handleLLMNewToken: (token: string) => void tokens.push(token) }],
      ...(tools && { tools }),
    };
    let message: earshot.AIMessageChunk | undefined;
    for await (const chunk of await model.stream("Hi", config)) {
      message =
        message === undefined ? (chunk as earshot.AIMessageChunk) : message.concat(chunk as earshot.AIMessageChunk);
    }
    return { tokens, message: message as earshot.AIMessageChunk };
  };
  const ours = await read(new ChatAnthropic({ ...fields, anthropicApiUrl: server.url }));
  const theirs = await read(new LangChainChatAnthropic({ ...fields, anthropicApiUrl: server.url }) as never);
  return { ours, theirs };
}

describe("a stream is heard as LangChain's is", () => {
  it("token by token, the empty ones included; the message is the same", async () => {
    const { ours, theirs } = await streamBoth({ ...pageReply, usage });
    expect(ours.tokens).toEqual(theirs.tokens);
    expect(ours.message.content).toEqual(theirs.message.content);
    expect(ours.message.id).toEqual(theirs.message.id);
    expect(ours.message.additional_kwargs).toMatchObject({ model: fields.model, stop_reason: "end_turn" });
    expect(theirs.message.additional_kwargs).toMatchObject({ model: fields.model, stop_reason: "end_turn" });
  });

  it("but usage is what the API bills: LangChain counts the first output tokens twice", async () => {
    const { ours, theirs } = await streamBoth({ ...pageReply, usage });
    expect(ours.message.usage_metadata).toMatchObject({ input_tokens: 15, output_tokens: 20, total_tokens: 35 });
    expect(theirs.message.usage_metadata).toMatchObject({ input_tokens: 15, output_tokens: 21, total_tokens: 36 });
  });

  it("but the JSON of a tool call is no token: it is in `tool_call_chunks`, as it is there", async () => {
    const { ours, theirs } = await streamBoth({ content: [{ type: "text", deltas: ["Adding."] }, toolUse] }, [
      { name: "add", input_schema: { type: "object" } },
    ]);
    expect(ours.tokens.join("")).toBe("Adding.");
    expect(theirs.tokens.join("")).toBe('Adding.{"a":1,"b":22222}');
    expect(ours.tokens).toHaveLength(theirs.tokens.length);
    expect(ours.message.tool_calls).toEqual(theirs.message.tool_calls);
    expect(ours.message.tool_call_chunks).toEqual(theirs.message.tool_call_chunks);
  });

  it("but thinking that nobody asked for stays thinking: LangChain makes it part of the text", async () => {
    const { ours, theirs } = await streamBoth({
      content: [
        { type: "thinking", deltas: ["Hm."], signature: "s" },
        { type: "text", deltas: ["Ah."] },
      ],
    });
    expect(ours.message.content).toMatchObject([
      { type: "thinking", thinking: "Hm.", signature: "s" },
      { type: "text", text: "Ah." },
    ]);
    expect(ours.tokens.join("")).toBe("Ah.");
    expect(theirs.message.content).not.toEqual(ours.message.content);
  });
});
