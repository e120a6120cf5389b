import { recordingHandler } from "@earshot/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { configure, runStream } from "../../src/exports/events.js";
import { BaseChatModel } from "../../src/exports/language_models/chat_models.js";
import { AIMessageChunk } from "../../src/exports/messages.js";
import { ChatGenerationChunk } from "../../src/exports/outputs.js";
import { createRedactor } from "../../src/exports/redaction.js";
import { holdingRules } from "../support/holding-rules.js";
import { startOptions } from "../support/start-options.js";

// What was held back came with a later chunk; if that had no place of its kind – figures alone, a string for reasoning – it was lost.
let restore = (): void => undefined;
beforeEach(() => {
  restore = configure({ redactor: createRedactor(holdingRules) });
});
afterEach(() => restore());

class Scripted extends BaseChatModel {
  readonly #script: readonly AIMessageChunk[];

  constructor(script: readonly AIMessageChunk[]) {
    super({});
    this.#script = script;
  }

  _llmType(): string {
    return "scripted";
  }

  _generate(): Promise<never> {
    throw new Error("streams only");
  }

  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    for (const message of this.#script) yield new ChatGenerationChunk({ text: message.text, message });
  }
}

async function told(chunks: readonly AIMessageChunk[]) {
  const recording = recordingHandler();
  for await (const _ of await new Scripted(chunks).stream("?", { callbacks: [recording] }));
  const deltas = recording.ofType("chat_model.delta");
  expect(deltas.map(({ index }) => index)).toEqual(chunks.map((_, index) => index));
  const parts = deltas.flatMap((delta) => delta.parts);
  const whole = deltas
    .map(({ chunk }) => (chunk as ChatGenerationChunk).message as AIMessageChunk)
    .reduce((left, right) => left.concat(right));
  return { parts, whole };
}

const figures = new AIMessageChunk({
  content: "",
  usage_metadata: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
});

it("a call's arguments are told whole, figures last", async () => {
  const piece = (args: string) =>
    new AIMessageChunk({ content: [], tool_call_chunks: [{ type: "tool_call_chunk", index: 0, args }] });
  const { parts, whole } = await told([piece('{"a":'), piece('"b"}'), figures]);
  expect(parts.map((part) => (part.type === "tool_call" ? part.args : "")).join("")).toBe('{"a":"b"}');
  expect(whole.tool_call_chunks).toMatchObject([{ index: 0, args: '{"a":"b"}' }]);
});

it("reasoning is told whole, before an answer that is a string", async () => {
  const { parts } = await told([
    new AIMessageChunk({ content: [{ type: "thinking", thinking: "hmm" }] }),
    new AIMessageChunk("so"),
    figures,
  ]);
  const texts = (type: string) => parts.map((part) => (part.type === type && "text" in part ? part.text : "")).join("");
  expect([texts("reasoning"), texts("text")]).toEqual(["hmm", "so"]);
});

it("what a provider streams beside the message is told whole", async () => {
  const piece = (reasoning: string, args: string) =>
    new AIMessageChunk({
      content: "",
      additional_kwargs: {
        reasoning_content: reasoning,
        tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "f", arguments: args } }],
      },
    });
  const { whole } = await told([piece("ab", "{"), piece("cd", "}"), figures]);
  expect(whole.additional_kwargs).toMatchObject({ reasoning_content: "abcd" });
  expect(JSON.stringify(whole.additional_kwargs)).toContain("}");
});

it("a tool's text is told whole, before a part that is none, and in the order of the parts", async () => {
  const recording = recordingHandler();
  const parts = async function* () {
    yield "abc";
    yield { done: 1 };
  };
  for await (const _ of runStream(startOptions.tool, parts, { callbacks: [recording] }));
  expect(recording.ofType("tool.delta").map(({ chunk, index }) => [index, chunk])).toEqual([
    [0, "abc"],
    [1, { done: 1 }],
  ]);
});
