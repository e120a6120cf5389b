import { expect, it } from "vitest";
import { configure, flush, run } from "../../src/exports/events.js";
import { ForeignRuns } from "../../src/exports/events/foreign.js";
import { RunnableLambda } from "../../src/exports/runnables.js";
import { startOptions } from "../support/start-options.js";

// A list in the list heard nothing and said nothing; a text was a TypeError of the `in` operator.
const heard = { handleChainStart: () => undefined };
const pass = RunnableLambda.from((input: number) => input);

it.each([
  ["a list in the list", [[heard]], "found one of type Array."],
  ["an empty list in the list", [[]], "found one of type Array."],
  ["a text", "console", "found one of type String."],
  ["a number", 7, "found one of type Number."],
  ["a function", () => undefined, "found one of type Function."],
  ["a function in the list", [() => undefined], "found one of type Function."],
  ["a map", new Map(), "found one of type Map."],
  ["a handler without its list", heard, "found an object with handleChainStart."],
])("callbacks that are %s", async (_, callbacks, message) => {
  const error = { code: "INVALID_HANDLER", message: expect.stringContaining(message) };
  await expect(pass.invoke(1, { callbacks: callbacks as never })).rejects.toMatchObject(error);
  await expect(run(startOptions.chain, () => 1, { callbacks: callbacks as never })).rejects.toMatchObject(error);
});

it("runs of another runtime are told at once that nobody can hear them", () => {
  expect(() => new ForeignRuns({ handlers: [{}] as never })).toThrow("found an object with nothing.");
  expect(() => new ForeignRuns({ handlers: [[heard]] as never })).toThrow("found one of type Array.");
});

it.each([
  ["a controller", new AbortController(), "[object AbortController]"],
  ["a text", "now", "now"],
  ["null", null, "null"],
])("a signal that is %s", async (_, signal, given) => {
  const error = { code: "UNKNOWN_OPTION", message: `signal: there is no "${given}". There is: AbortSignal.` };
  await expect(pass.invoke(1, { signal: signal as never })).rejects.toMatchObject(error);
  await expect(run(startOptions.chain, () => 1, { signal: signal as never })).rejects.toMatchObject(error);
});

it.each([
  [undefined, "INVALID_OPTION", "The options object of configure is missing."],
  [{ overflow: "block" }, "UNKNOWN_OPTION", '`overflow` of configure: there is no "block". There is: drop, wait.'],
  [{ maxQueuedEvents: "10" }, "INVALID_OPTION", "Give a whole number of 0 or more."],
  [{ deliveryTimeoutMs: -1 }, "INVALID_OPTION", "`deliveryTimeoutMs` of configure can't be -1."],
  [{ waitUntil: 7 }, "INVALID_OPTION", "`waitUntil` of configure can't be 7. Give a function."],
  [{ development: "yes" }, "INVALID_OPTION", "Give true or false."],
  [{ redactor: { redact: () => 1, startText: () => 1 } }, "INVALID_OPTION", "Give what `createRedactor` of"],
  [{ callbacks: [[heard]] }, "INVALID_HANDLER", "found one of type Array."],
])("configure(%o) is refused, and nothing is changed", async (options, code, message) => {
  const before = await flush();
  const error = expect.objectContaining({ code, message: expect.stringContaining(message) });
  expect(() => configure(options as never)).toThrow(error);
  expect(await pass.invoke(1)).toBe(1);
  expect(await flush()).toEqual(before);
});
