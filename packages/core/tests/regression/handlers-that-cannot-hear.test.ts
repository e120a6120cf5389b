import { expect, it, vi } from "vitest";
import { configure } from "../../src/exports/events.js";
import { RunnableLambda } from "../../src/exports/runnables.js";

const pass = RunnableLambda.from((input: number) => input);

it.each([
  ["a guard whose policy is misspelt", [{ policy: "gaurd", onEvent() {} }], "UNKNOWN_OPTION"],
  ["an event that is none", [{ on: { "chain.strat": () => undefined } }], "UNKNOWN_OPTION"],
  ["nothing in the list", [undefined], "INVALID_HANDLER"],
  ["a text in the list", ["console"], "INVALID_HANDLER"],
  ["a handler without a list", { handleChainStart: () => undefined }, "INVALID_HANDLER"],
])("%s is told, and the work is not done unheard", async (_, callbacks, code) => {
  await expect(pass.invoke(1, { callbacks: callbacks as never })).rejects.toMatchObject({ code });
});

it("a setting that is none is told", () => {
  expect(() => configure({ calbacks: [] } as never)).toThrow('there is no "calbacks". There is: callbacks.');
});

it("a verbose object prints its own runs, as LangChain's does", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const loud = RunnableLambda.from((input: number) => input);
  loud.verbose = true;
  await loud.invoke(1);
  const printed = log.mock.calls.length;
  log.mockRestore();
  expect(printed).toBe(2);
});
