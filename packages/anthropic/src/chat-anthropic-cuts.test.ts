// What ChatAnthropic makes of a reply with thinking and a tool call when it is cut, torn, or interrupted by events of the API.
import {
  assertWellFormed,
  recordingHandler,
  startAnthropicServer,
  toReplyBytes,
  type AnthropicMessageReply,
} from "@earshot/testing";
import { AIMessageChunk } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";
import { defaultModel } from "./default-model.js";
import { AnthropicError } from "./errors/anthropic-error.js";

const reply: AnthropicMessageReply = {
  content: [
    { type: "thinking", deltas: ["Hm", "é"], signature: "sig" },
    { type: "text", deltas: ["Let me", " add."] },
    { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: "ü" } },
  ],
};
const whole = [
  { type: "thinking", thinking: "Hmé", signature: "sig" },
  { type: "text", text: "Let me add." },
  { type: "tool_use", id: "toolu_1", name: "add" },
];
const calls = [{ id: "toolu_1", name: "add", args: { a: 1, b: "ü" } }];

function modelAt(url: string): ChatAnthropic {
  return new ChatAnthropic({ apiKey: "any", anthropicApiUrl: url, maxRetries: 0 });
}

async function gather(model: ChatAnthropic, headers: Record<string, string> = {}): Promise<AIMessageChunk> {
  let message = new AIMessageChunk([]);
  for await (const chunk of await model.stream("Hi", { headers })) message = message.concat(chunk);
  return message;
}

/** The stream with a `ping` after each event, as the API may send them. */
function withPings(bytes: Uint8Array): string {
  const ping = 'event: ping\ndata: {"type": "ping"}\n\n';
  const events = new TextDecoder().decode(bytes).split("\n\n").filter(Boolean);
  return events.map((event) => `${event}\n\n${ping}`).join("");
}

describe("a reply with thinking and a tool call", () => {
  it("is an error wherever it is cut, with its request id, and its run ends once", async () => {
    const total = toReplyBytes(reply, defaultModel).length;
    await using server = await startAnthropicServer({
      reply: (request) => ({ ...reply, cut: JSON.parse(request.headers["x-cut"] as string) }),
    });
    const model = modelAt(server.url);
    const cuts = Array.from({ length: total }, (_, afterBytes) => ({
      afterBytes,
      how: afterBytes % 2 === 0 ? "end" : "reset",
    }));
    // What is cut in the closing blank line has arrived whole if the body ends there.
    const last = cuts.filter(({ afterBytes, how }) => !(how === "end" && afterBytes >= total - 1));
    const next = last.values();
    const work = async (): Promise<void> => {
      for (const cut of next) {
        const recording = recordingHandler();
        const stream = model.stream("Hi", { headers: { "x-cut": JSON.stringify(cut) }, callbacks: [recording] });
        const error = await stream
          .then(async (chunks) => {
            for await (const _ of chunks) void _;
            return undefined;
          })
          .catch((reason: unknown) => reason);
        expect(error, JSON.stringify(cut)).toBeInstanceOf(AnthropicError);
        const facts = { code: "ANTHROPIC_STREAM_INTERRUPTED", requestId: expect.stringMatching(/^req_/) };
        expect(error, JSON.stringify(cut)).toMatchObject(facts);
        expect(recording.ofType("chat_model.end").map(({ status, error: told }) => [status, told === error])).toEqual([
          ["error", true],
        ]);
        assertWellFormed(recording.events);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(server.requests).toHaveLength(last.length);
    expect(last.length).toBeGreaterThan(2000);
  }, 120_000);

  it("arrives whole with a ping after each event, and torn into single bytes", async () => {
    const replies = [{ body: withPings(toReplyBytes(reply, defaultModel)) }, { ...reply, pieceBytes: 1 }];
    await using server = await startAnthropicServer({ reply: replies });
    for (const _ of replies) {
      const message = await gather(modelAt(server.url));
      expect(message.content).toMatchObject(whole);
      expect(message.tool_calls).toMatchObject(calls);
    }
  });

  it("is the API's error if one comes in the middle, by `invoke` through the stream too", async () => {
    const errorEvent = { type: "overloaded_error", message: "busy" };
    const places = [1, 4, 9, 14];
    await using server = await startAnthropicServer({
      reply: places.map((atEvent) => ({ ...reply, errorEvent: { ...errorEvent, atEvent } })),
    });
    const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url, maxRetries: 0, streaming: true });
    for (const _ of places) {
      const recording = recordingHandler();
      const error = await model.invoke("Hi", { callbacks: [recording] }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "ANTHROPIC_OVERLOADED", requestId: expect.stringMatching(/^req_/) });
      expect(recording.ofType("chat_model.end")).toMatchObject([{ status: "error", error }]);
      assertWellFormed(recording.events);
    }
    expect(server.requests).toHaveLength(places.length);
  });
});
