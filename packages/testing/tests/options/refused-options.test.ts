// What would quietly answer nothing, or hold whatever happens, is refused where it is written.
import { EarshotError } from "@earshot/core/errors";
import { AIMessage } from "@earshot/core/messages";
import {
  assertWellFormed,
  normalizedTree,
  record,
  recordingHandler,
  replayModel,
  scriptedChatModel,
  startAnthropicServer,
} from "@earshot/testing";
import { assertEndedOnce, assertHeard, assertHeardInOrder, assertNotHeard } from "@earshot/testing/node-test";
import { describe, expect, it } from "vitest";

/** As it is called by somebody without types. */
type Loose = (...values: unknown[]) => unknown;
const loose = (called: unknown): Loose => called as Loose;

async function refusal(attempt: () => unknown): Promise<Pick<EarshotError, "code" | "message"> | undefined> {
  const error: unknown = await Promise.resolve()
    .then(attempt)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  return EarshotError.isInstance(error) ? error : undefined;
}

describe("a script", () => {
  it.each<[script: unknown, message: string]>([
    [undefined, "The script of scriptedChatModel is missing. Give a text, an Error, an object such as"],
    [3, "The script of scriptedChatModel can't be 3."],
    [[], "The script of scriptedChatModel can't be an empty list."],
    [{}, "The script of scriptedChatModel can't be an object."],
    [{ txt: "a" }, 'the script of scriptedChatModel: there is no "txt". There is: text, '],
    [{ text: "a", content: "b" }, 'there is no "content"'],
    [new AIMessage("a"), 'there is no "content"'],
    [{ text: 3 }, "`text` of the script of scriptedChatModel can't be 3. Give a text, or a list of them."],
    [{ text: "a", delayMs: "5" }, "`delayMs` of the script"],
    [{ text: "a", stall: false }, '`stall` of the script of scriptedChatModel can\'t be false. Give true or "deaf".'],
    [{ error: "boom" }, '`error` of the script of scriptedChatModel can\'t be "boom". Give an Error'],
    [
      { toolCalls: [{ name: "add", input: {} }] },
      "an item of `toolCalls` of the script of scriptedChatModel: there is no",
    ],
    [{ toolCalls: [{ name: "add" }] }, "`args` of an item of `toolCalls`"],
    [
      { text: "a", usage: { input: 1 } },
      '`usage` of the script of scriptedChatModel: there is no "input". There is: input_tokens',
    ],
    [
      { steps: [{ txt: "a" }] },
      'an item of `steps` of the script of scriptedChatModel: there is no "txt". There is: text',
    ],
    [{ steps: [{ text: "a", waitMs: 1 }] }, "An item of `steps` of the script"],
    [{ steps: [{ text: "a" }], text: "b" }, 'there is no "text". There is: steps'],
    [["a", undefined], "Answer 2 of the script of scriptedChatModel is missing."],
  ])("that is none is refused when the model is made: %o", (script, message) => {
    expect(() => loose(scriptedChatModel)(script)).toThrow(message);
  });

  it.each([undefined, 3, { txt: "a" }, () => "a"])("that answers %o is told so when it is asked", async (answer) => {
    const model = scriptedChatModel(() => answer as never);
    expect((await refusal(() => model.invoke("hi")))?.message).toMatch(/hat a function in the script of scripted/);
    expect(model.requests[0]?.outcome).toBe("failed");
  });
});

it.each<[called: Loose, code: string, values: unknown[]]>([
  [loose(record), "INVALID_OPTION", []],
  [loose(record), "INVALID_OPTION", [() => 1]],
  [loose(record), "INVALID_OPTION", [() => 1, { file: "" }]],
  [loose(record), "UNKNOWN_OPTION", [() => 1, { file: "a", overwriet: true }]],
  [loose(startAnthropicServer), "INVALID_OPTION", []],
  [loose(startAnthropicServer), "UNKNOWN_OPTION", [{ replies: [] }]],
  [loose(startAnthropicServer), "INVALID_OPTION", [{ reply: "Hello" }]],
  [loose(replayModel), "INVALID_OPTION", []],
  [loose(replayModel), "UNKNOWN_OPTION", ["a", { strct: true }]],
  [loose(replayModel), "INVALID_OPTION", ["a", { timing: "slow" }]],
  [loose(recordingHandler), "UNKNOWN_OPTION", [{ nam: "a" }]],
  [loose(normalizedTree), "INVALID_OPTION", ["x"]],
  [loose(normalizedTree), "UNKNOWN_OPTION", [[], { form: "tree" }]],
  [loose(assertWellFormed), "INVALID_OPTION", ["x"]],
  [loose(assertHeard), "INVALID_OPTION", ["x", { type: "chain.end" }]],
  [loose(assertHeard), "INVALID_OPTION", [[]]],
  [loose(assertHeard), "INVALID_OPTION", [[], "chain.end"]],
  [loose(assertHeard), "UNKNOWN_OPTION", [[], { type: "chain.end" }, { time: 2 }]],
  [loose(assertNotHeard), "UNKNOWN_OPTION", [[], { type: "chain.ends" }]],
  [loose(assertHeardInOrder), "INVALID_OPTION", [[], { type: "chain.end" }]],
  [loose(assertEndedOnce), "UNKNOWN_OPTION", [[], { nam: "a" }]],
])("%o refuses with %s: %o", async (called, code, values) => {
  expect((await refusal(() => called(...values)))?.code).toBe(code);
});
