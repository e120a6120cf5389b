import { AIMessage, ChatMessage, HumanMessage, SystemMessage, ToolMessage } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import { AISDKContentError } from "../errors/ai-sdk-content-error.js";
import { fromPrompt } from "../telemetry/from-prompt.js";
import { toPrompt } from "./to-prompt.js";

describe("a prompt", () => {
  it("has every kind of message, and answers of tools that follow one another as one", () => {
    const calls = ["a", "b"].map((id) => ({ id, name: `tool ${id}`, args: { id } }));
    const prompt = toPrompt([
      new SystemMessage("Be brief"),
      new HumanMessage("Hi"),
      new AIMessage({ content: "", tool_calls: calls }),
      new ToolMessage({ content: "1", tool_call_id: "a" }),
      new ToolMessage({ content: "no", tool_call_id: "b", status: "error" }),
    ]);
    expect(prompt).toEqual([
      { role: "system", content: "Be brief" },
      { role: "user", content: [{ type: "text", text: "Hi" }] },
      {
        role: "assistant",
        content: calls.map(({ id, name, args }) => ({
          type: "tool-call",
          toolCallId: id,
          toolName: name,
          input: args,
        })),
      },
      {
        role: "tool",
        content: [
          { type: "tool-result", toolCallId: "a", toolName: "tool a", output: { type: "text", value: "1" } },
          { type: "tool-result", toolCallId: "b", toolName: "tool b", output: { type: "error-text", value: "no" } },
        ],
      },
    ]);
  });

  it("has media in standard, OpenAI's and Anthropic's form", () => {
    const bytes = new Uint8Array([1]);
    const [user] = toPrompt([
      new HumanMessage({
        content: [
          { type: "image", data: "AAAA", mimeType: "image/png" },
          { type: "image_url", image_url: { url: "data:image/gif;base64,BBBB" } },
          { type: "image", source: { type: "base64", media_type: "image/webp", data: "CCCC" } },
          { type: "file", data: bytes, mimeType: "application/pdf", filename: "a.pdf" },
          { type: "image_url", image_url: "https://example.org/a.png" },
          { type: "input_audio", input_audio: { data: "DDDD", format: "mp3" } },
        ],
      }),
    ]);
    expect(user?.content).toEqual([
      { type: "file", mediaType: "image/png", data: "AAAA" },
      { type: "file", mediaType: "image/gif", data: "BBBB" },
      { type: "file", mediaType: "image/webp", data: "CCCC" },
      { type: "file", mediaType: "application/pdf", data: bytes, filename: "a.pdf" },
      { type: "file", mediaType: "image/*", data: new URL("https://example.org/a.png") },
      { type: "file", mediaType: "audio/mp3", data: "DDDD" },
    ]);
  });

  it("tells the provider again what it said of a piece, Anthropic's own blocks included", () => {
    const providerMetadata = { openai: { itemId: "rs_1" } };
    const [assistant, human] = toPrompt([
      new AIMessage({
        content: [
          { type: "reasoning", reasoning: "Hm", providerMetadata },
          { type: "thinking", thinking: "Hm", signature: "signed" },
          { type: "redacted_thinking", data: "hidden" },
          { type: "tool_call", id: "a", name: "add", args: {}, providerMetadata },
          { type: "server_tool_call", id: "s", name: "search", args: { q: 1 } },
          { type: "server_tool_call_result", toolCallId: "s", name: "search", status: "success", output: { hits: 0 } },
          { type: "source", sourceType: "url", id: "1", url: "https://example.org" },
        ],
        tool_calls: [{ id: "a", name: "add", args: { left: 1 } }],
      }),
      new HumanMessage({ content: [{ type: "text", text: "Long", cache_control: { type: "ephemeral" } }] }),
    ]);
    expect(assistant?.content).toEqual([
      { type: "reasoning", text: "Hm", providerOptions: providerMetadata },
      { type: "reasoning", text: "Hm", providerOptions: { anthropic: { signature: "signed" } } },
      { type: "reasoning", text: "", providerOptions: { anthropic: { redactedData: "hidden" } } },
      {
        type: "tool-call",
        toolCallId: "a",
        toolName: "add",
        input: { left: 1 },
        providerOptions: providerMetadata,
      },
      { type: "tool-call", toolCallId: "s", toolName: "search", input: { q: 1 }, providerExecuted: true },
      { type: "tool-result", toolCallId: "s", toolName: "search", output: { type: "json", value: { hits: 0 } } },
    ]);
    expect(human?.content).toEqual([
      { type: "text", text: "Long", providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } },
    ]);
  });

  it("has a tool's pictures", () => {
    const content = [
      { type: "text", text: "See" },
      { type: "image", data: new Uint8Array([0, 0, 0]), mimeType: "image/png" },
      { type: "file", url: "https://example.org/a.pdf" },
    ];
    const [tool] = toPrompt([new ToolMessage({ content, tool_call_id: "a", name: "look" })]);
    expect(tool?.content[0]).toMatchObject({
      toolName: "look",
      output: {
        type: "content",
        value: [
          { type: "text", text: "See" },
          { type: "image-data", data: "AAAA", mediaType: "image/png" },
          { type: "file-url", url: "https://example.org/a.pdf" },
        ],
      },
    });
  });

  it.each([
    ["media without a source", new HumanMessage({ content: [{ type: "image", fileId: "f" }] })],
    ["content that is unknown", new HumanMessage({ content: [{ type: "telepathy" }] })],
    ["a role that is unknown", new ChatMessage({ content: "Hi", role: "ghost" })],
    ["a call without an id", new AIMessage({ content: "", tool_calls: [{ name: "add", args: {} }] })],
  ])("refuses %s", (_what, message) => {
    expect(() => toPrompt([message])).toThrow(AISDKContentError);
  });

  it("is the same after the way back", () => {
    const messages = [
      new SystemMessage("Be brief"),
      new HumanMessage({ content: [{ type: "image", data: "AAAA", mimeType: "image/png" }] }),
      new AIMessage({ content: "I add", tool_calls: [{ id: "a", name: "add", args: { left: 1 } }] }),
      new ToolMessage({ content: "3", tool_call_id: "a", name: "add" }),
    ];
    const prompt = toPrompt(messages);
    expect(toPrompt(fromPrompt(prompt))).toEqual(prompt);
  });
});
