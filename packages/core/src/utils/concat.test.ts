import { concat as langChainConcat } from "@langchain/core/utils/stream";
import { expect, it } from "vitest";
import { AIMessageChunk } from "../exports/messages.js";
import { concat } from "../exports/utils/stream.js";

it.each<[unknown, unknown]>([
  ["a", "b"],
  [1, 2],
  [[1], [2]],
  [
    { a: "x", b: 1 },
    { a: "y", c: 3 },
  ],
  [{ a: { b: "x" } }, { a: { b: "y" } }],
])("puts %j and %j together as LangChain does", (first, second) => {
  expect(concat(first, second)).toStrictEqual(langChainConcat(first, second));
});

it("puts messages together, and leaves both as they were", () => {
  const [first, second] = [new AIMessageChunk("to"), new AIMessageChunk("whit")];
  expect(concat(first, second).text).toBe("towhit");
  expect([first.text, second.text]).toEqual(["to", "whit"]);
});

it("is the second of what can't be put together", () => {
  expect(concat<unknown>(undefined, 1)).toBe(1);
  expect(concat<unknown>({ a: 1 }, "b")).toBe("b");
});
