import { createAnthropic } from "@ai-sdk/anthropic";
import { expect, it } from "vitest";
import { ChatPromptTemplate, PromptTemplate } from "../../src/exports/prompts.js";
import { type Runnable, RunnableLambda, RunnableWithMessageHistory } from "../../src/exports/runnables.js";
import { FakeListChatModel } from "../../src/exports/utils/testing.js";

// Each of these was a TypeError of something inside, or was taken and failed later, or never did what it was to do.
const pass = RunnableLambda.from((input: number) => input);
const model = new FakeListChatModel({ responses: ["hi"] });
const session = { configurable: { sessionId: "1" } };

function historyFrom(getMessageHistory: unknown) {
  return new RunnableWithMessageHistory({ runnable: pass as never, getMessageHistory: getMessageHistory as never });
}

const wrong = (value: unknown): never => value as never;

it.each([
  ["withFallbacks()", () => pass.withFallbacks(wrong(undefined)), "What withFallbacks is given is missing."],
  ["withFallbacks(runnable)", () => pass.withFallbacks(wrong(pass)), "can't be a RunnableLambda. Give a list"],
  ["withFallbacks({})", () => pass.withFallbacks(wrong({})), "`fallbacks` of withFallbacks is missing."],
  ["fallbacks: runnable", () => pass.withFallbacks(wrong({ fallbacks: pass })), "Give a list of runnables."],
  ["withListeners()", () => pass.withListeners(wrong(undefined)), "The options object of withListeners is missing."],
  ["no attempts", () => pass.withRetry({ stopAfterAttempt: 0 }), "Give a whole number of 1 or more."],
  ["withRetry(text)", () => pass.withRetry(wrong("3")), 'The options object of withRetry can\'t be "3".'],
  ["a text for a schema", () => model.withStructuredOutput(wrong("x")), "Give a JSON Schema, or a schema of a"],
  ["no schema", () => model.withStructuredOutput(wrong(undefined)), "The schema of withStructuredOutput is missing."],
  ["no history", () => historyFrom(undefined), "`getMessageHistory` of RunnableWithMessageHistory is missing."],
])("%s is an option that can't be so", (_, use, message) => {
  expect(use).toThrow(expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringContaining(message) }));
});

it.each([undefined, {}, "memory"])("getMessageHistory that answers %j", async (history) => {
  for (const answer of [() => history, async () => history])
    await expect(historyFrom(answer).invoke("hi", session)).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringMatching(/^What `getMessageHistory` answers .* Give a history/),
    });
});

it.each([undefined, 7, null, { text: "hi" }])("a template that is %j", (template) => {
  for (const Prompt of [ChatPromptTemplate, PromptTemplate])
    expect(() => Prompt.fromTemplate(template as never)).toThrow(
      expect.objectContaining({ code: "INVALID_PROMPT", message: expect.stringContaining("A template is a text") }),
    );
});

it.each([undefined, "ab", { 0: 1 }])("a batch of %j", async (inputs) => {
  for (const runnable of [pass, pass.pipe(pass), model] as Runnable[])
    await expect(runnable.batch(inputs as never)).rejects.toMatchObject({
      code: "UNKNOWN_OPTION",
      message: expect.stringContaining("There is: a list of inputs."),
    });
});

it.each([
  ["a text", () => RunnableLambda.from(wrong("x")), "is of type string. Pass a runnable, a function"],
  ["nothing", () => RunnableLambda.from(wrong(undefined)), "is of type undefined."],
  ["a class's instance", () => pass.pipe(wrong(new Map())), "is of type Map."],
  [
    "an AI SDK model",
    () => pass.pipe(wrong(createAnthropic({ apiKey: "any" })("claude-sonnet-4-5"))),
    "A model of AI SDK becomes one by `fromAISDK` of @earshot/ai-sdk.",
  ],
])("a step that is %s", (_, use, message) => {
  expect(use).toThrow(expect.objectContaining({ code: "NOT_A_RUNNABLE", message: expect.stringContaining(message) }));
});
