import { expect, it } from "vitest";
import { z } from "zod";
import { AgentInterrupt } from "../../src/exports/agents.js";
import { configure, defineHandler, run } from "../../src/exports/events.js";
import { ChatPromptTemplate, MissingVariableError, PromptTemplate } from "../../src/exports/prompts.js";
import { RunnableLambda } from "../../src/exports/runnables.js";
import { DynamicTool, tool } from "../../src/exports/tools.js";
import { startOptions } from "../support/start-options.js";

// A newcomer's mistakes that JavaScript lets through: each did something else than was meant, and said nothing of it.
const shout = RunnableLambda.from((text: string) => text.toUpperCase());

it.each([
  ["no name", () => tool(() => "", {} as never), "needs a `name`"],
  ["no fields", () => (tool as unknown as (func: () => string) => unknown)(() => ""), "needs a `name`"],
  ["a number for a schema", () => tool(() => "", { name: "a", schema: 3 } as never), 'The tool "a" needs a `schema`'],
  ["no function", () => tool(undefined as never, { name: "a", schema: z.object({}) }), "needs a function"],
  ["no name, in a class", () => new DynamicTool({ func: () => "" } as never), "needs a `name`"],
])("a tool with %s", (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: "INVALID_TOOL", message: expect.stringContaining(message) }));
});

it.each(["yo", undefined, {}])("a prompt from messages that are no list: %j", (messages) => {
  expect(() => ChatPromptTemplate.fromMessages(messages as never)).toThrow("`fromMessages` takes a list of messages");
});

it.each([
  ["x", "no dictionary, but a string"],
  [3, "no dictionary, but a number"],
  [["x"], "no dictionary, but a list"],
  [undefined, "no values"],
  [null, "no values"],
  [{}, "no values"],
  [{ c: 1 }, '"c"'],
])("a prompt that is given %j in place of its variables", async (given, said) => {
  for (const prompt of [ChatPromptTemplate.fromTemplate("{a} {b}"), PromptTemplate.fromTemplate("{a} {b}")]) {
    const failure = await prompt.invoke(given as never).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MissingVariableError);
    expect((failure as Error).message).toContain(`no value for "a", "b". It was given ${said}. `);
  }
});

it("a prompt without variables needs no values", async () => {
  expect((await PromptTemplate.fromTemplate("hey").invoke(undefined as never)).value).toBe("hey");
});

it("stream events have the one version that there is", async () => {
  const events: string[] = [];
  for await (const { event } of shout.streamEvents("a")) events.push(event);
  expect(events).toEqual(["on_chain_start", "on_chain_stream", "on_chain_end"]);
});

it.each([
  [{ includeTypes: ["chian"] }, '`includeTypes` of streamEvents: there is no "chian"'],
  [{ excludeTypes: ["model"] }, '`excludeTypes` of streamEvents: there is no "model"'],
  [{ includeType: ["chain"] }, 'The filter of streamEvents: there is no "includeType". There is: includeNames'],
])("a filter %j", (filter, message) => {
  expect(() => shout.streamEvents("a", {}, filter as never)).toThrow(message);
});

it("a log's filter", () => {
  expect(() => shout.streamLog("a", {}, { tags: ["a"] } as never)).toThrow("The filter of streamLog");
});

it.each([
  ["nothing", undefined, "INVALID_HANDLER", "found one of type undefined"],
  ["an empty object", {}, "INVALID_HANDLER", "an object with nothing"],
  ["misspelt keys", { handleChainStrat() {}, onn: {} }, "INVALID_HANDLER", "with handleChainStrat,onn"],
  ["a misspelt event", { on: { "chain.strat": () => 1 } }, "UNKNOWN_OPTION", " chain.start, chain.end."],
  ["a misspelt policy", { policy: "gaurd", onEvent: () => 1 }, "UNKNOWN_OPTION", "There is: observe, guard."],
])("a handler of %s is told where it is defined, and where it is attached", async (_, handler, code, message) => {
  const error = expect.objectContaining({ code, message: expect.stringContaining(message) });
  expect(() => defineHandler(handler as never)).toThrow(error);
  expect(() => configure({ callbacks: [handler as never] })).toThrow(error);
  await expect(shout.invoke("a", { callbacks: [handler as never] })).rejects.toEqual(error);
});

it("a handler with a name is a handler, and so is one of a class", async () => {
  class Later {
    handleSomethingNew(): void {}
  }
  const callbacks = [{ name: "later" }, new Later(), Object.create({ handleText: () => 1 })];
  expect(await shout.invoke("a", { callbacks: callbacks as never })).toBe("A");
});

it.each([Number.NaN, "soon"])("a timeout of %s", async (timeout) => {
  const error = { code: "UNKNOWN_OPTION", message: `timeout: there is no "${timeout}". There is: milliseconds.` };
  await expect(shout.invoke("a", { timeout: timeout as number })).rejects.toMatchObject(error);
  await expect(run(startOptions.chain, () => 1, { timeout: timeout as number })).rejects.toMatchObject(error);
});

it.each([
  [
    () => shout.withRetry({ maxAttempts: 2 } as never),
    'withRetry: there is no "maxAttempts". There is: onFailedAttempt, stopAfterAttempt',
  ],
  [() => shout.withFallbacks({ fallback: [shout] } as never), 'withFallbacks: there is no "fallback"'],
  [() => shout.withListeners({ onStrat: () => undefined } as never), 'withListeners: there is no "onStrat"'],
])("an option that there is not", (bind, message) => {
  expect(bind).toThrow(message);
});

it("an agent's interrupt has its own name", () => {
  const interrupt = new AgentInterrupt("agent", { version: 1, messages: [], answers: {}, actionRequests: [], step: 1 });
  expect([interrupt.name, interrupt.code, String(interrupt)]).toEqual([
    "AgentInterrupt",
    "INTERRUPT",
    expect.stringContaining("AgentInterrupt: "),
  ]);
});
