import { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { AIMessage, AIMessageChunk } from "@earshot/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@earshot/core/outputs";
import { describe, expect, it } from "vitest";
import { chatModelConformance } from "./chat-model-conformance.js";
import type { ChatModelSubject, ChatModelWork } from "./chat-model-subject.js";

const words = ["one ", "two ", "three"];
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };

/** Answers, and keeps little else of what it promises. */
class Careless extends BaseChatModel {
  override lc_serializable = true;
  readonly apiKey = "very-secret";
  readonly #work: ChatModelWork;

  constructor(work: ChatModelWork) {
    super({ apiKey: "very-secret" } as object);
    this.#work = work;
  }

  _llmType(): string {
    return "careless";
  }

  override getLsParams(): never {
    return {} as never;
  }

  async _generate(): Promise<ChatResult> {
    if (this.#work === "fail") throw new Error("failed");
    return { generations: [{ text: words.join(""), message: new AIMessage(words.join("")) }] };
  }

  /** The total so far with each chunk, as if it were an increment. */
  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    for (const text of words) {
      const message = new AIMessageChunk({ content: text, usage_metadata: usage });
      yield new ChatGenerationChunk({ text, message });
    }
  }
}

const subject: ChatModelSubject = {
  make: (work) => new Careless(work),
  text: "one two three",
  toolCall: { name: "add", args: {} },
  usage: { input_tokens: 3, output_tokens: 4 },
  secret: "very-secret",
  provider: { asked: () => 0, open: () => 1 },
};

describe("the conformance suite of chat models", () => {
  it("finds a model that miscounts, calls no tool, can't be stopped and tells its secret", async () => {
    const failed: string[] = [];
    for (const { name, run } of chatModelConformance(subject)) await run().catch(() => failed.push(name));
    expect(failed).toStrictEqual([
      "an error in a stream ends the run with it",
      "an abort ends it at once, in its work",
      "an abort ends its stream",
      "a timeout ends it",
      "it is heard: messages, parameters, answer",
      "its usage is told, and where it comes from",
      "the usage of its chunks adds up",
      "a tool is called, whole",
      "a tool is called in pieces",
      "structured output is what was called with",
      "it tells nobody its secret",
      "it closes its provider's answer when it is left or stopped",
      "its provider waits for a guard, as a rate limit does",
    ]);
  });

  it("skips what a subject says it lacks, for the reason it gives", () => {
    const why = "it has none";
    const cases = chatModelConformance({
      ...subject,
      toolCall: why,
      usage: why,
      provider: why,
      secret: { none: why },
      skips: { "an abort ends it at once, in its work": "it is too quick" },
    });
    const skipped = cases.filter(({ skip }) => skip !== undefined);
    expect(skipped.map(({ skip }) => skip)).toStrictEqual(["it is too quick", ...Array<string>(9).fill(why)]);
    expect(() => chatModelConformance({ ...subject, toolCall: "" })).toThrow("Say why");
    expect(() => chatModelConformance({ ...subject, skips: { "no such case": "why" } })).toThrow("no such case");
  });
});
