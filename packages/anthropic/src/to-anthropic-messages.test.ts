import {
  AIMessage,
  type AIMessageChunk,
  ChatMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
  type ContentBlock,
} from "@earshot/core/messages";
import type Anthropic from "@anthropic-ai/sdk";
import { toReplyBytes } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { fromAnthropicStreamEvent, startStream, type AnthropicStreamEvent } from "./from-anthropic-stream-event.js";
import { toAnthropicMessages } from "./to-anthropic-messages.js";

const human = (...content: ContentBlock[]): unknown =>
  toAnthropicMessages([new HumanMessage({ content })]).messages[0]?.content;

describe("system prompts", () => {
  it("hoist the opening ones: one string as it is, several as blocks with their caching", () => {
    const hi = new HumanMessage("Hi");
    expect(toAnthropicMessages([new SystemMessage("Be kind."), hi])).toEqual({
      system: "Be kind.",
      messages: [{ role: "user", content: "Hi" }],
    });
    const cached = new SystemMessage({
      content: [{ type: "text", text: "Rules", cache_control: { type: "ephemeral", ttl: "1h" } }],
    });
    expect(toAnthropicMessages([new SystemMessage("Be kind."), cached, hi]).system).toEqual([
      { type: "text", text: "Be kind." },
      { type: "text", text: "Rules", cache_control: { type: "ephemeral", ttl: "1h" } },
    ]);
    expect(toAnthropicMessages([hi])).not.toHaveProperty("system");
    expect(toAnthropicMessages([new SystemMessage("Alone")])).toEqual({ system: "Alone", messages: [] });
  });

  it("leave a later one in its place", () => {
    const { system, messages } = toAnthropicMessages([
      new HumanMessage("Hi"),
      new SystemMessage("From now on, rhyme."),
      new HumanMessage("Go"),
    ]);
    expect(system).toBeUndefined();
    expect(messages.map(({ role }) => role)).toEqual(["user", "system", "user"]);
  });
});

describe("content", () => {
  const png = "iVBORw0KGgo=";
  it.each<[string, ContentBlock, unknown]>([
    [
      "image_url with a data URL",
      { type: "image_url", image_url: { url: `data:image/png;base64,${png}` } },
      { type: "base64", media_type: "image/png", data: png },
    ],
    [
      "image_url as a string",
      { type: "image_url", image_url: "https://example.com/a.png" },
      { type: "url", url: "https://example.com/a.png" },
    ],
    [
      "image by URL",
      { type: "image", url: "https://example.com/a.png" },
      { type: "url", url: "https://example.com/a.png" },
    ],
    [
      "image by data",
      { type: "image", data: png, mimeType: "image/webp" },
      { type: "base64", media_type: "image/webp", data: png },
    ],
    [
      "image by bytes",
      { type: "image", data: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), mimeType: "image/png" },
      { type: "base64", media_type: "image/png", data: png },
    ],
    ["image by file id", { type: "image", fileId: "file_1" }, { type: "file", file_id: "file_1" }],
    [
      "image in the older form",
      { type: "image", source_type: "base64", data: png, mime_type: "image/gif" },
      { type: "base64", media_type: "image/gif", data: png },
    ],
    [
      "image in the API's form",
      { type: "image", source: { type: "url", url: "https://e.com/a" } },
      { type: "url", url: "https://e.com/a" },
    ],
  ])("%s", (_, block, source) => {
    expect(human({ ...block, cache_control: { type: "ephemeral" } })).toEqual([
      { type: "image", source, cache_control: { type: "ephemeral" } },
    ]);
  });

  it.each<[string, ContentBlock, object]>([
    [
      "PDF by data",
      { type: "file", data: "JVBERi0=", mimeType: "application/pdf" },
      { source: { type: "base64", media_type: "application/pdf", data: "JVBERi0=" } },
    ],
    [
      "PDF by URL, cited",
      { type: "file", url: "https://e.com/a.pdf", metadata: { title: "A", citations: { enabled: true } } },
      { source: { type: "url", url: "https://e.com/a.pdf" }, title: "A", citations: { enabled: true } },
    ],
    ["by file id", { type: "file", source_type: "id", id: "file_2" }, { source: { type: "file", file_id: "file_2" } }],
    [
      "plain text",
      { type: "text-plain", text: "words", title: "T" },
      { source: { type: "text", media_type: "text/plain", data: "words" }, title: "T" },
    ],
    [
      "in the API's form",
      { type: "document", source: { type: "text", media_type: "text/plain", data: "x" }, context: "c" },
      { source: { type: "text", media_type: "text/plain", data: "x" }, context: "c" },
    ],
  ])("document: %s", (_, block, expected) => {
    expect(human(block)).toEqual([{ type: "document", ...expected }]);
  });

  it("passes on what is the API's own, without the index that streaming adds, and drops empty text", () => {
    const result = { type: "search_result", source: "s", title: "t", content: [] };
    expect(
      human({ ...result, index: 3 }, { type: "text", text: "" }, { type: "container_upload", file_id: "f" }),
    ).toEqual([result, { type: "container_upload", file_id: "f" }]);
  });

  it("refuses what the API has no form for, and says what it takes", () => {
    expect(() => human({ type: "audio", data: "x" })).toThrow(/takes no "audio" content.*images and documents/);
    expect(() => human({ type: "image", alt: "x" })).toThrow(/names no source.*`url`.*it has: type, alt/);
    expect(() => human({ type: "image", url: "file:///etc/passwd" })).toThrow(/http or https/);
    expect(() => toAnthropicMessages([new RemoveMessage({ id: "1" })])).toThrow(/type "remove"/);
    expect(() => toAnthropicMessages([new ChatMessage("x", "narrator")])).toThrow(/role "narrator"/);
  });
});

describe("tool calls and results", () => {
  it("adds calls that the content doesn't show, and only these", () => {
    const call = { id: "toolu_1", name: "add", args: { a: 1 } };
    const use = { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1 } };
    const assistant = (message: AIMessage): unknown => toAnthropicMessages([message]).messages[0];
    expect(assistant(new AIMessage({ content: "", tool_calls: [call] }))).toEqual({
      role: "assistant",
      content: [use],
    });
    expect(assistant(new AIMessage({ content: "So", tool_calls: [call] }))).toEqual({
      role: "assistant",
      content: [{ type: "text", text: "So" }, use],
    });
    expect(assistant(new AIMessage({ content: [{ ...use }], tool_calls: [call] }))).toEqual({
      role: "assistant",
      content: [use],
    });
    expect(() => assistant(new AIMessage({ content: "", tool_calls: [{ name: "add", args: {} }] }))).toThrow(
      /"add" has no id/,
    );
  });

  it("puts consecutive results into one turn, with errors and images", () => {
    const { messages } = toAnthropicMessages([
      new HumanMessage("Hi"),
      new ToolMessage({ content: "3", tool_call_id: "a" }),
      new ToolMessage({ content: "boom", tool_call_id: "b", status: "error" }),
      new ToolMessage({ content: [{ type: "image", url: "https://e.com/a" }], tool_call_id: "c" }),
      new HumanMessage("And?"),
    ]);
    expect(messages).toEqual([
      { role: "user", content: "Hi" },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "a", content: "3" },
          { type: "tool_result", tool_use_id: "b", content: "boom", is_error: true },
          {
            type: "tool_result",
            tool_use_id: "c",
            content: [{ type: "image", source: { type: "url", url: "https://e.com/a" } }],
          },
        ],
      },
      { role: "user", content: "And?" },
    ]);
  });

  it("reads arguments that LangChain left as text in deltas", () => {
    const content = [
      { type: "tool_use", id: "t", name: "add", input: "", index: 1 },
      { type: "input_json_delta", input: '{"a":2}', index: 1 },
    ];
    expect(toAnthropicMessages([new AIMessage({ content })]).messages[0]?.content).toEqual([
      { type: "tool_use", id: "t", name: "add", input: { a: 2 } },
    ]);
  });

  it("sends a streamed answer back as the API made it: thinking, signature, redacted thinking, calls", () => {
    const bytes = toReplyBytes(
      {
        content: [
          { type: "thinking", deltas: ["I ", "think"], signature: "c2ln" },
          { type: "whole", block: { type: "redacted_thinking", data: "cmVk" } },
          { type: "text", deltas: ["Let me."] },
          { type: "tool_use", id: "toolu_1", name: "add", input: { a: [1, { b: "é" }] } },
        ],
      },
      "m",
    );
    const state = startStream({ streamUsage: true, blocks: true });
    const events = [...new TextDecoder().decode(bytes).matchAll(/^data: (.+)$/gm)].map(
      (match) => JSON.parse(match[1] as string) as AnthropicStreamEvent,
    );
    const answer = events
      .flatMap((event) => fromAnthropicStreamEvent(event, state) ?? [])
      .reduce((left, right) => left.concat(right)).message as AIMessageChunk;
    const content: Anthropic.ContentBlockParam[] = [
      { type: "thinking", thinking: "I think", signature: "c2ln" },
      { type: "redacted_thinking", data: "cmVk" },
      { type: "text", text: "Let me." },
      { type: "tool_use", id: "toolu_1", name: "add", input: { a: [1, { b: "é" }] }, caller: { type: "direct" } },
    ];
    expect(toAnthropicMessages([answer]).messages).toEqual([{ role: "assistant", content }]);
  });
});
