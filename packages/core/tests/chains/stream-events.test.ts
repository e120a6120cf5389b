import { BaseChatModel as LangChainChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessageChunk as LangChainChunk,
  type AIMessageChunkFields as LangChainFields,
} from "@langchain/core/messages";
import { ChatGenerationChunk as LangChainGenerationChunk } from "@langchain/core/outputs";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { afterEach, describe, expect, it } from "vitest";
import { configure } from "../../src/exports/events.js";
import type { AIMessageChunkFields } from "../../src/exports/messages.js";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { outcomeOf } from "../support/outcome-of.js";
import { FakeChatModel, providerError } from "./support/fake-chat-model.js";

let restore = (): void => undefined;
afterEach(() => restore());

/** A handler that prefers stream events, and writes down what it hears. */
function listener() {
  const heard: unknown[] = [];
  return {
    heard,
    lc_prefer_chat_model_stream_events: true,
    handleChatModelStreamEvent: (event: { readonly event: string }) => void heard.push(event),
    handleLLMEnd: () => void heard.push("end"),
    handleLLMError: (error: unknown) => void heard.push(error),
  };
}

const names = (heard: readonly unknown[]) =>
  heard.map((event) => (event as { readonly event?: string }).event ?? event);

const chunksOf: Record<string, AIMessageChunkFields[]> = {
  text: [
    { content: "a" },
    { content: "" },
    { content: "b" },
    { content: "", usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } },
  ],
  "usage at both ends": [
    { content: "a", usage_metadata: { input_tokens: 5, output_tokens: 1, total_tokens: 6 } },
    { content: "b" },
  ],
  reasoning: [
    { content: [{ type: "reasoning", reasoning: "hm", index: 0 }] },
    { content: [{ type: "reasoning", reasoning: " so", index: 0 }] },
    { content: [{ type: "text", text: "x", index: 1 }] },
    { content: [{ type: "text", text: "y", index: 1 }] },
  ],
  "parts without an index": [{ content: [{ type: "text", text: "a" }] }, { content: [{ type: "text", text: "b" }] }],
  media: [
    { content: [{ type: "image", data: "AAAA", mimeType: "image/png", index: 0 }] },
    { content: [{ type: "text", text: "x", index: 1 }] },
  ],
  "tool calls": [
    { content: "", tool_call_chunks: [{ index: 0, id: "c1", name: "f", args: '{"a":', type: "tool_call_chunk" }] },
    { content: "", tool_call_chunks: [{ index: 0, args: "1}", type: "tool_call_chunk" }] },
    { content: "", tool_call_chunks: [{ index: 1, id: "c2", name: "g", args: "{}", type: "tool_call_chunk" }] },
  ],
};

describe("handleChatModelStreamEvent", () => {
  it.each(Object.entries(chunksOf))("is told what LangChain tells: %s", async (_, chunks) => {
    class LangChainModel extends LangChainChatModel {
      _llmType() {
        return "fake";
      }
      _generate() {
        return Promise.reject(new Error("not called"));
      }
      override async *_streamResponseChunks() {
        for (const fields of chunks)
          yield new LangChainGenerationChunk({ text: "", message: new LangChainChunk(fields as LangChainFields) });
      }
    }
    const runId = "018f2f4e-7c3d-7000-8000-000000000001";
    const [ours, theirs] = [listener(), listener()];
    await new FakeChatModel({ chunks }).invoke("hi", { callbacks: [ours], runId });
    await new LangChainModel({}).invoke("hi", { callbacks: [theirs as never], runId });
    expect(JSON.parse(JSON.stringify(ours.heard))).toEqual(JSON.parse(JSON.stringify(theirs.heard)));
  });

  it("is told of a stream as of an invoke; the others hear their tokens", async () => {
    const events = listener();
    const tokens: string[] = [];
    const recording = recordingHandler();
    const chain = new FakeChatModel().pipe(new StringOutputParser());
    const callbacks = [events, { handleLLMNewToken: (token: string) => void tokens.push(token) }, recording];
    for await (const _ of await chain.stream("hi", { callbacks })) void 0;
    const delta = "content-block-delta";
    const expected = [
      "message-start",
      "content-block-start",
      delta,
      delta,
      delta,
      "content-block-finish",
      "message-finish",
      "end",
    ];
    expect(names(events.heard)).toEqual(expected);
    expect(tokens).toEqual(["one ", "two ", "three"]);
    expect(recording.ofType("chat_model.delta")).toHaveLength(3);
    assertWellFormed(recording.events);
    events.heard.length = 0;
    expect(await chain.invoke("hi", { callbacks })).toBe("one two three");
    expect(names(events.heard)).toEqual(expected);
  });

  it("is not called without the flag, and hears no less for it", async () => {
    const { handleChatModelStreamEvent, handleLLMEnd, heard } = listener();
    const model = new FakeChatModel();
    await model.invoke("hi", { callbacks: [{ handleChatModelStreamEvent, handleLLMEnd }] });
    expect(heard).toEqual(["end"]);
    expect(model.calls.map(({ method }) => method)).toEqual(["generate"]);
  });

  it("comes besides the tokens for a handler that has both methods", async () => {
    const heard: string[] = [];
    await new FakeChatModel({ chunks: ["a"] }).invoke("hi", {
      callbacks: [
        {
          lc_prefer_chat_model_stream_events: true,
          handleLLMNewToken: (token) => void heard.push(token),
          handleChatModelStreamEvent: ({ event }) => void heard.push(event),
        },
      ],
    });
    expect(heard).toEqual([
      "a",
      "message-start",
      "content-block-start",
      "content-block-delta",
      "content-block-finish",
      "message-finish",
    ]);
  });

  it("has the run's id, its parent's and its tags", async () => {
    let positions: unknown[] = [];
    await new FakeChatModel().invoke("hi", {
      tags: ["t"],
      runId: "018f2f4e-7c3d-7000-8000-000000000002",
      callbacks: [
        {
          lc_prefer_chat_model_stream_events: true,
          handleChatModelStreamEvent: (_, ...rest) => void (positions = rest),
        },
      ],
    });
    expect(positions).toEqual(["018f2f4e-7c3d-7000-8000-000000000002", undefined, ["t"]]);
  });

  it("has no finish in an answer that fails, or that its consumer leaves", async () => {
    const failing = listener();
    await expect(new FakeChatModel({ failsAt: 1 }).invoke("hi", { callbacks: [failing] })).rejects.toBe(providerError);
    expect(names(failing.heard)).toEqual([
      "message-start",
      "content-block-start",
      "content-block-delta",
      providerError,
    ]);
    const left = listener();
    for await (const _ of await new FakeChatModel().stream("hi", { callbacks: [left] })) break;
    expect(names(left.heard)).toEqual(["message-start", "content-block-start", "content-block-delta", "end"]);
  });

  it("keeps its order, end included, when the handler is slow", async () => {
    const heard: string[] = [];
    const hear = async (what: string) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      heard.push(what);
    };
    await new FakeChatModel({ chunks: ["a"] }).invoke("hi", {
      callbacks: [
        {
          awaitHandlers: true,
          lc_prefer_chat_model_stream_events: true,
          handleChatModelStreamEvent: ({ event }) => hear(event),
          handleLLMEnd: () => hear("end"),
        },
      ],
    });
    expect(heard).toEqual([
      "message-start",
      "content-block-start",
      "content-block-delta",
      "content-block-finish",
      "message-finish",
      "end",
    ]);
  });

  it.each(["content-block-delta", "message-finish"])(
    "stops the run when a guard throws at %s, and the run ends once",
    async (at) => {
      const objection = new Error("enough");
      const recording = recordingHandler();
      const guard = {
        raiseError: true,
        lc_prefer_chat_model_stream_events: true,
        handleChatModelStreamEvent({ event }: { readonly event: string }) {
          if (event === at) throw objection;
        },
      };
      const model = new FakeChatModel();
      await expect(model.invoke("hi", { callbacks: [guard, recording] })).rejects.toBe(objection);
      expect(recording.ofType("chat_model.end").map(({ status }) => status)).toEqual(["error"]);
      recording.clear();
      const stream = await model.stream("hi", { callbacks: [guard, recording] }).catch((error: unknown) => error);
      const read = async () => {
        for await (const _ of stream as AsyncIterable<unknown>) void 0;
      };
      if (stream !== objection) await expect(read()).rejects.toBe(objection);
      expect(recording.ofType("chat_model.end").map(({ status }) => status)).toEqual(["error"]);
      assertWellFormed(recording.events);
    },
  );

  it("may abort the run even at the last event: the run still ends once", async () => {
    const recording = recordingHandler();
    const controller = new AbortController();
    const handler = {
      lc_prefer_chat_model_stream_events: true,
      handleChatModelStreamEvent({ event }: { readonly event: string }) {
        if (event === "message-finish") controller.abort(new Error("enough"));
      },
    };
    const outcome = await outcomeOf(
      new FakeChatModel().invoke("hi", { callbacks: [handler, recording], signal: controller.signal }),
    );
    const expected = typeof outcome === "object" && "value" in outcome ? "ok" : "cancelled"; // either is right, as long as both agree
    expect(recording.ofType("chat_model.end").map(({ status }) => status)).toEqual([expected]);
    assertWellFormed(recording.events);
  });

  it("is told redacted deltas, the held back ones before the finish", async () => {
    const redactor = createRedactor({
      redact: (value) => value,
      startText: () => {
        let held = "";
        return {
          push(text) {
            held += text;
            return "";
          },
          flush: () => held.replaceAll("secret", "***"),
        };
      },
    });
    restore = configure({ redactor });
    const events = listener();
    const answer = await new FakeChatModel({ chunks: ["a sec", "ret b"] }).invoke("hi", { callbacks: [events] });
    expect(answer.text).toBe("a secret b");
    expect(JSON.stringify(events.heard)).not.toContain("sec");
    expect(events.heard.at(-3)).toMatchObject({ event: "content-block-finish", content: { text: "a *** b" } });
    expect(names(events.heard).at(-1)).toBe("end");
  });

  it("is not told of a model that gives its answer whole", async () => {
    const events = listener();
    await new FakeChatModel({ disableStreaming: true }).invoke("hi", { callbacks: [events] });
    expect(events.heard).toEqual(["end"]);
  });
});
