import { describe, expect, it } from "vitest";
import { AIMessageChunk, type AIMessageChunkFields } from "../messages/ai-message-chunk.js";
import type { MessageContent } from "../messages/content-block.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatModelStreamEvent } from "../outputs/chat-model-stream-event.js";
import { ChatModelStreamEvents } from "./chat-model-stream-events.js";

function eventsOf(...chunks: (MessageContent | AIMessageChunkFields | ChatGenerationChunk)[]): ChatModelStreamEvent[] {
  const events: ChatModelStreamEvent[] = [];
  const streamed = new ChatModelStreamEvents((event) => void events.push(event));
  for (const chunk of chunks) {
    if (chunk instanceof ChatGenerationChunk) streamed.push(chunk);
    else streamed.push(new ChatGenerationChunk({ text: "", message: new AIMessageChunk(chunk) }));
  }
  streamed.finish();
  return events;
}

const call = (index: number, fields: { id?: string; name?: string; args?: string }): AIMessageChunkFields => ({
  content: "",
  tool_call_chunks: [{ type: "tool_call_chunk", index, ...fields }],
});

const finishes = (events: readonly ChatModelStreamEvent[]) =>
  events.filter(({ event }) => event === "content-block-finish");
const deltas = (events: readonly ChatModelStreamEvent[]) =>
  events.flatMap((event) => (event.event === "content-block-delta" ? [[event.index, event.delta]] : []));

describe("ChatModelStreamEvents", () => {
  it("tells a text as one block, and leaves out chunks without any", () => {
    expect(eventsOf({ id: "m", content: "one " }, "", "two")).toEqual([
      { event: "message-start", id: "m" },
      { event: "content-block-start", index: 0, content: { type: "text", text: "" } },
      { event: "content-block-delta", index: 0, delta: { type: "text-delta", text: "one " } },
      { event: "content-block-delta", index: 0, delta: { type: "text-delta", text: "two" } },
      { event: "content-block-finish", index: 0, content: { type: "text", text: "one two" } },
      { event: "message-finish", reason: "stop" },
    ]);
  });

  it("keeps a text and the calls beside it apart, though the provider counts both from 0", () => {
    const events = eventsOf(
      "say",
      call(0, { id: "a", name: "f" }),
      call(0, { args: '{"x":' }),
      call(0, { args: "1}" }),
      call(1, { id: "b", name: "g" }),
    );
    expect(deltas(events)).toEqual([
      [0, { type: "text-delta", text: "say" }],
      [1, { type: "tool-call-delta", args: '{"x":' }],
      [1, { type: "tool-call-delta", args: "1}" }],
    ]);
    expect(finishes(events).map((event) => "content" in event && event.content)).toEqual([
      { type: "text", text: "say" },
      { type: "tool_call", id: "a", name: "f", args: { x: 1 } },
      { type: "tool_call", id: "b", name: "g", args: {} },
    ]);
  });

  it("takes another id for another call, whatever the index", () => {
    const events = eventsOf(call(0, { id: "a", name: "f", args: "{}" }), call(0, { id: "b", name: "g", args: "{}" }));
    expect(finishes(events)).toHaveLength(2);
  });

  it("says so when a call's arguments are no JSON object", () => {
    const [finish] = finishes(eventsOf(call(0, { id: "a", name: "f", args: "[1" })));
    expect(finish).toMatchObject({ content: { type: "invalid_tool_call", id: "a", name: "f", args: "[1" } });
  });

  it("starts a block with its first part, and grows it by the later ones", () => {
    const events = eventsOf(
      [{ type: "thinking", thinking: "hm", index: 0 }],
      [{ type: "thinking", thinking: " so", index: 0 }],
      [{ type: "text", text: "x", index: 1 }],
    );
    expect(events.slice(1, 4)).toEqual([
      { event: "content-block-start", index: 0, content: { type: "thinking", thinking: "hm", index: 0 } },
      { event: "content-block-delta", index: 0, delta: { type: "reasoning-delta", reasoning: " so" } },
      { event: "content-block-start", index: 1, content: { type: "text", text: "x", index: 1 } },
    ]);
    expect(finishes(events)[0]).toMatchObject({ content: { type: "thinking", thinking: "hm so", index: 0 } });
  });

  it("tells what else becomes known of a block: a signature, citations", () => {
    const events = eventsOf(
      [{ type: "thinking", thinking: "hm", index: 0 }],
      [{ type: "thinking", thinking: "", signature: "sig", index: 0 }],
      [{ type: "text", text: "", citations: [{ at: 1 }], index: 1 }],
      [{ type: "text", text: "", citations: [{ at: 2 }], index: 1 }],
    );
    expect(deltas(events)).toEqual([
      [0, { type: "block-delta", fields: { type: "thinking", signature: "sig" } }],
      [1, { type: "block-delta", fields: { type: "text", citations: [{ at: 1 }, { at: 2 }] } }],
    ]);
  });

  it("tells data as it comes in pieces", () => {
    const part = (data: string) => [{ type: "audio", data, mimeType: "audio/wav", index: 0 }];
    expect(deltas(eventsOf(part("AAAA"), part("BBBB")))[0]).toEqual([
      0,
      { type: "data-delta", data: "BBBB", encoding: "base64" },
    ]);
  });

  it("leaves out the provider's own form of a call that the message tells as well", () => {
    const events = eventsOf(
      {
        content: [{ type: "tool_use", index: 1, id: "t", name: "f", input: "" }],
        tool_call_chunks: [{ index: 1, id: "t", name: "f", args: "", type: "tool_call_chunk" }],
      },
      {
        content: [{ type: "input_json_delta", index: 1, input: '{"a":1}' }],
        tool_call_chunks: [{ index: 1, args: '{"a":1}', type: "tool_call_chunk" }],
      },
    );
    expect(deltas(events)).toEqual([[0, { type: "tool-call-delta", args: '{"a":1}' }]]);
    expect(finishes(events)).toHaveLength(1);
  });

  it("adds increments of usage up: the figure so far is what is told", () => {
    const usage = (input_tokens: number, output_tokens: number) => ({
      input_tokens,
      output_tokens,
      total_tokens: input_tokens + output_tokens,
    });
    const events = eventsOf(
      { content: "a", usage_metadata: usage(5, 1) },
      { content: "b", usage_metadata: usage(0, 2) },
    );
    expect(events[0]).toEqual({ event: "message-start", id: undefined, usage: usage(5, 1) });
    expect(events.find(({ event }) => event === "usage")).toMatchObject({ usage: usage(5, 3) });
    expect(events.at(-1)).toMatchObject({ event: "message-finish", usage: usage(5, 3) });
  });

  it.each([
    ["finish_reason", "tool_calls", "tool_use"],
    ["stop_reason", "max_tokens", "length"],
    ["finish_reason", "content_filter", "content_filter"],
    ["stop_reason", "end_turn", "stop"],
    ["finish_reason", "something new", "stop"],
  ])("reads %s %s as %s, wherever the provider says it", (key, said, reason) => {
    const inInfo = new ChatGenerationChunk({
      text: "",
      message: new AIMessageChunk(""),
      generationInfo: { [key]: said },
    });
    for (const chunk of [
      inInfo,
      { content: "", response_metadata: { [key]: said } },
      { content: "", additional_kwargs: { [key]: said } },
    ]) {
      expect(eventsOf("a", chunk, "").at(-1)).toEqual({ event: "message-finish", reason });
    }
  });

  it("starts and finishes a message that nothing came of", () => {
    expect(eventsOf()).toEqual([
      { event: "message-start", id: undefined },
      { event: "message-finish", reason: "stop" },
    ]);
  });
});
