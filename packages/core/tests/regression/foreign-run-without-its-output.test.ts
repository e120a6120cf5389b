import { recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import type { Handler } from "../../src/exports/events.js";
import { type ForeignRun, ForeignRuns, type ForeignStart } from "../../src/exports/events/foreign.js";
import { AIMessageChunk } from "../../src/exports/messages.js";
import { ChatGenerationChunk } from "../../src/exports/outputs.js";

const named = { name: "model", runId: "1", parentRunId: undefined, runName: undefined };
const options = { options: {}, invocationParams: {} };
const chatModel: ForeignStart<"chat_model"> = { ...named, kind: "chat_model", start: { messages: [], ...options } };
const textModel: ForeignStart<"llm"> = { ...named, kind: "llm", start: { prompt: "", ...options } };
/** Starts a run, and answers it. */
function started(heard: Handler, start: ForeignStart): ForeignRun {
  const runs = new ForeignRuns({ handlers: [heard] });
  void runs.start(start);
  return runs.find("1") as ForeignRun;
}

const chunk = (text: string) => {
  const usage_metadata = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
  return new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text, usage_metadata }) });
};

// Only an end of another status said what the chunks had come to: one that went well had no output.
it("a chat model of another runtime that ends well without an output gives what its chunks came to", () => {
  const heard = recordingHandler();
  const run = started(heard, chatModel);
  for (const text of ["one ", "two"]) void run.delta(chunk(text), text);
  void run.settle({ status: "ok" });
  expect(heard.events.at(-1)).toMatchObject({
    type: "chat_model.end",
    status: "ok",
    result: { generations: [[{ text: "one two" }]] },
    usage: { total_tokens: 4, source: "provider" },
  });
});

it("so does a text model, and an output that is told counts for more", () => {
  for (const [output, expected] of [
    [undefined, "one two"],
    [{ generations: [[{ text: "three" }]] }, "three"],
  ] as const) {
    const heard = recordingHandler();
    const run = started(heard, textModel);
    for (const text of ["one ", "two"]) void run.delta(undefined, text);
    void run.settle({ status: "ok", output });
    expect(heard.events.at(-1)).toMatchObject({ result: { generations: [[{ text: expected }]] } });
  }
});

it("what fails to say what it came to ends without", () => {
  const heard = recordingHandler();
  const run = started(heard, textModel);
  run.partialOutput = () => {
    throw new Error("unreadable");
  };
  void run.settle({ status: "ok" });
  expect(heard.summary()).toEqual(["llm.start", "llm.end ok"]);
});
