import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeValue } from "./describe-value.js";
import { loadLangChain } from "./load-langchain.js";
import { allPrograms } from "./programs/all-programs.js";
import { runProgram } from "./run-program.js";

// The measuring instrument itself: the same library twice must give the same recording, different behaviour must not.
const programs = allPrograms.filter((program) => !program.ambient);

beforeAll(() => {
  // LangChain reports handlers that fail, and run ids given to a batch, on the console.
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

describe("a recording", () => {
  it.each(programs)("of LangChain equals another one: $name", async (program) => {
    const library = await loadLangChain();
    expect(await runProgram(program, library)).toStrictEqual(await runProgram(program, library));
  });

  it("names every program once", () => {
    expect(new Set(allPrograms.map(({ name }) => name)).size).toBe(allPrograms.length);
  });

  it("hears every method that chains, models, prompts, parsers and run managers fire", async () => {
    const library = await loadLangChain();
    const heard = new Set<string>();
    for (const program of programs) {
      for (const call of (await runProgram(program, library)).calls) heard.add(call.method.replace(/^.*: /, ""));
    }
    expect([...heard].sort()).toStrictEqual([
      "handleAgentAction",
      "handleAgentEnd",
      "handleChainEnd",
      "handleChainError",
      "handleChainStart",
      "handleChatModelStart",
      "handleChatModelStreamEvent",
      "handleCustomEvent",
      "handleLLMEnd",
      "handleLLMError",
      "handleLLMNewToken",
      "handleLLMStart",
      "handleRetrieverEnd",
      "handleRetrieverError",
      "handleRetrieverStart",
      "handleText",
      "handleToolEnd",
      "handleToolError",
      "handleToolEvent",
      "handleToolStart",
    ]);
  });

  it("tells values apart that print alike", () => {
    const pairs: readonly (readonly [unknown, unknown])[] = [
      [undefined, null],
      [[undefined], []],
      ["1", 1],
      [new Error("a"), new TypeError("a")],
      [new Map([[1, 2]]), { entries: [[1, 2]] }],
      [new Date(0), "1970-01-01T00:00:00.000Z"],
    ];
    for (const [left, right] of pairs) expect(describeValue(left)).not.toStrictEqual(describeValue(right));
  });
});
