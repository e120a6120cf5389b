import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { AIMessage } from "../exports/messages.js";
import { JsonOutputParser, OutputFixingParser, OutputParserException } from "../exports/output_parsers.js";
import { PromptTemplate } from "../exports/prompts.js";
import { RunnableLambda } from "../exports/runnables.js";

const answers = (...texts: string[]) => RunnableLambda.from(() => new AIMessage(texts.shift() ?? ""));

it("asks again until the answer can be parsed, and is heard to", async () => {
  const recording = recordingHandler();
  const parser = OutputFixingParser.fromLLM(answers("{a: 1}", '{"a": 1}'), new JsonOutputParser(), { maxRetries: 2 });
  expect(await parser.invoke(new AIMessage("a = 1"), { callbacks: [recording] })).toEqual({ a: 1 });
  const [first, second] = recording.ofType("run.retry");
  expect([first?.attempt, second?.attempt]).toEqual([1, 2]);
  expect(first?.error).toMatchObject({ llmOutput: "a = 1" });
  expect(second?.error).toMatchObject({ llmOutput: "{a: 1}" });
  const ends = recording.ofType("chain.end").filter(({ name }) => name === "JsonOutputParser");
  expect(ends.map(({ status }) => status)).toEqual(["error", "error", "ok"]);
  expect(recording.ofType("chain.end").at(-1)).toMatchObject({
    name: "OutputFixingParser",
    status: "ok",
    outputs: { a: 1 },
  });
  assertWellFormed(recording.events);
});

it("gives up with the last failure", async () => {
  const recording = recordingHandler();
  const parser = OutputFixingParser.fromLLM(answers("still not"), new JsonOutputParser());
  const failure = parser.invoke("not", { callbacks: [recording] });
  await expect(failure).rejects.toThrow(OutputParserException);
  await expect(failure).rejects.toMatchObject({ code: "OUTPUT_PARSING", llmOutput: "still not" });
  expect(recording.ofType("run.retry")).toHaveLength(1);
  expect(recording.ofType("chain.end").at(-1)).toMatchObject({ name: "OutputFixingParser", status: "error" });
});

it("tells the model what was wrong, in one's own words if wanted", async () => {
  const told: string[] = [];
  const model = RunnableLambda.from((prompt: { toString(): string }) => {
    told.push(prompt.toString());
    return "{}";
  });
  const prompt = PromptTemplate.fromTemplate("{completion} | {instructions} | {error}");
  expect(await OutputFixingParser.fromLLM(model, new JsonOutputParser(), { prompt }).invoke("{x}")).toEqual({});
  expect(told[0]).toMatch(/^\{x\} \| {2}\| The text is no JSON/);
});

it("doesn't try again what failed otherwise", async () => {
  class Broken extends JsonOutputParser {
    override parse(): never {
      throw new RangeError("broken");
    }
  }
  const recording = recordingHandler();
  const parser = OutputFixingParser.fromLLM(answers("{}"), new Broken());
  await expect(parser.invoke("x", { callbacks: [recording] })).rejects.toThrow("broken");
  expect(recording.ofType("run.retry")).toHaveLength(0);
});

it("parses without a run of its own as well", async () => {
  expect(await OutputFixingParser.fromLLM(answers("[1]"), new JsonOutputParser()).parse("x")).toEqual([1]);
});
