import { recordingHandler } from "@earshot/testing";
import { afterEach, expect, it } from "vitest";
import { configure } from "../../src/exports/events.js";
import { BaseChatModel } from "../../src/exports/language_models/chat_models.js";
import { AIMessageChunk } from "../../src/exports/messages.js";
import { ChatGenerationChunk } from "../../src/exports/outputs.js";
import { createRedactor, type RedactionRules } from "../../src/exports/redaction.js";
import { RunnableLambda, RunnableParallel } from "../../src/exports/runnables.js";

const hide = (value: unknown): unknown => {
  if (typeof value === "string") return value.replaceAll("hunter2", "***");
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, hide(entry)]));
};

/** Holds everything back, so that a text which reaches a handler in pieces did not come through here. */
const rules: RedactionRules = {
  redact: hide,
  startText() {
    let held = "";
    return { push: (text) => ((held += text), ""), flush: () => hide(held) as string };
  },
};

let restore = (): void => undefined;
afterEach(() => restore());

// A dictionary's chunks are added up key by key; each was redacted by itself.
it("a secret that is split over a dictionary's chunks does not get into streamEvents", async () => {
  restore = configure({ redactor: createRedactor(rules) });
  const typing = RunnableLambda.from(async function* () {
    yield "it is hun";
    yield "ter2!";
  } as never);
  const chain = RunnableParallel.from({ a: typing, b: RunnableLambda.from((text: string) => ({ text })) });
  const whole: Record<string, string> = {};
  for await (const { event, data } of chain.streamEvents("x", { version: "v2" })) {
    const chunk = (data as { chunk?: Record<string, unknown> }).chunk;
    if (event !== "on_chain_stream" || typeof chunk !== "object") continue;
    for (const [key, value] of Object.entries(chunk)) whole[key] = (whole[key] ?? "") + JSON.stringify(value);
  }
  expect(JSON.stringify(whole)).not.toMatch(/hun/);
  expect(whole["a"]).toContain("it is ***!");
  expect(whole["b"]).toContain('{"text":"x"}');
});

class Leaky extends BaseChatModel {
  _llmType(): string {
    return "leaky";
  }

  _generate(): Promise<never> {
    throw new Error("streams only");
  }

  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    for (const reasoning_content of ["it is hun", "ter2"])
      yield new ChatGenerationChunk({
        text: "",
        message: new AIMessageChunk({ content: "", additional_kwargs: { reasoning_content } }),
      });
  }
}

// Only the message's own texts were taken for texts that stream.
it("a secret that is split over additional_kwargs stays one", async () => {
  restore = configure({ redactor: createRedactor(rules) });
  const recording = recordingHandler();
  for await (const _ of await new Leaky({}).stream("?", { callbacks: [recording] }));
  const chunks = recording.ofType("chat_model.delta").map(({ chunk }) => chunk as ChatGenerationChunk);
  expect(chunks.map(({ message }) => message.additional_kwargs["reasoning_content"])).toEqual(["", "it is ***"]);
});
