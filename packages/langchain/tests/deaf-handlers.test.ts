import { expect, it } from "vitest";
import { toLangChain } from "../src/index.js";

// Each was attached, and heard nothing.
it.each([
  [{}, "INVALID_HANDLER", "found an object with nothing."],
  [{ onEvents: () => undefined }, "INVALID_HANDLER", "found an object with onEvents."],
  [{ on: { "chain.strat": () => undefined } }, "UNKNOWN_OPTION", 'there is no "chain.strat"'],
  [[{ onEvent: () => undefined }], "INVALID_OPTION", "can't be a list. Give one handler"],
  [() => undefined, "INVALID_OPTION", "can't be a function. Give one handler"],
  [undefined, "INVALID_OPTION", "What toLangChain is given is missing."],
  ["console", "INVALID_OPTION", 'can\'t be "console".'],
])("toLangChain(%o) is refused", (handler, code, message) => {
  const error = expect.objectContaining({ code, message: expect.stringContaining(message) });
  expect(() => toLangChain(handler as never)).toThrow(error);
});
