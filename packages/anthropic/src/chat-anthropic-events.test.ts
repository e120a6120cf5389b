import type { CallbackHandlerMethods } from "@earshot/core/events";
import { recordingHandler, startAnthropicServer } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";

type StreamEvent = Parameters<NonNullable<CallbackHandlerMethods["handleChatModelStreamEvent"]>>[0];

describe("handlers of ChatAnthropic", () => {
  it("are told thinking, text and tool calls as blocks that start, grow and finish", async () => {
    await using server = await startAnthropicServer({
      reply: {
        content: [
          { type: "thinking", deltas: ["hm", " so"], signature: "sig" },
          { type: "text", deltas: ["hel", "lo"] },
          { type: "tool_use", id: "t1", name: "add", input: { a: 1 } },
        ],
        stopReason: "tool_use",
      },
    });
    const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url });
    const events: StreamEvent[] = [];
    await model.invoke("Hi", {
      callbacks: [
        {
          lc_prefer_chat_model_stream_events: true,
          handleChatModelStreamEvent: (event: StreamEvent) => void events.push(event),
        },
      ],
    });
    const finished = events.flatMap((event) => (event.event === "content-block-finish" ? [event.content] : []));
    expect(finished).toMatchObject([
      { type: "thinking", thinking: "hm so", signature: "sig" },
      { type: "text", text: "hello" },
      { type: "tool_call", id: "t1", name: "add", args: { a: 1 } },
    ]);
    expect(events[0]).toMatchObject({ event: "message-start", id: expect.stringContaining("msg_") as string });
    expect(events.at(-1)).toMatchObject({ event: "message-finish", reason: "tool_use" });
  });

  it("are not shown the credentials of MCP servers in a call's options, while the API is sent them", async () => {
    await using server = await startAnthropicServer({ reply: { content: "ok" } });
    const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url });
    const recording = recordingHandler();
    const mcp = (token: string) => [
      { type: "url" as const, url: "https://example.com", name: "files", authorization_token: token },
    ];
    const options = { mcp_servers: mcp("s3cret-1"), betas: ["mcp-client-2025-11-20"], callbacks: [recording] };
    await model.invoke("Hi", options);
    await model.invoke("Hi", {
      ...options,
      mcp_servers: undefined,
      invocationKwargs: { mcp_servers: mcp("s3cret-2") },
    });
    expect(JSON.stringify(recording.events)).not.toContain("s3cret");
    expect(recording.ofType("chat_model.start")[0]?.options).toMatchObject({ mcp_servers: mcp("***") });
    expect(server.requests.map(({ body }) => body?.["mcp_servers"])).toEqual([mcp("s3cret-1"), mcp("s3cret-2")]);
  });
});
