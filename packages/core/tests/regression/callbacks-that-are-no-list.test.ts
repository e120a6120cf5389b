import { expect, it } from "vitest";
import { InvalidHandlerError } from "../../src/exports/errors.js";
import { configure } from "../../src/exports/events.js";
import { FakeListChatModel } from "../../src/exports/utils/testing.js";

// One pair of brackets forgotten broke every run of the process with a TypeError.
const handler = { handleLLMEnd: () => undefined };

it("are refused by configure, and nothing is changed", async () => {
  for (const callbacks of [handler, 3, [3]])
    expect(() => configure({ callbacks: callbacks as never })).toThrow(InvalidHandlerError);
  expect((await new FakeListChatModel({ responses: ["hi"] }).invoke("?")).text).toBe("hi");
});

it("are named when they were given to an object", async () => {
  const model = new FakeListChatModel({ responses: ["hi"], callbacks: handler as never });
  await expect(model.invoke("?")).rejects.toThrow(InvalidHandlerError);
});

it("may be null in a call, as in LangChain", async () => {
  const model = new FakeListChatModel({ responses: ["hi"] });
  expect((await model.invoke("?", { callbacks: null as never })).text).toBe("hi");
});
