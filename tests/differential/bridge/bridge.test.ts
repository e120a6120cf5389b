import { assertWellFormed } from "@earshot/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { allPrograms } from "../programs/all-programs.js";
import { bridgeExceptions } from "./bridge-exceptions.js";
import { describeEvents } from "./describe-events.js";
import { hearProgram } from "./hear-program.js";

// Those that need ambient context, or whose runs interleave, are compared elsewhere; and where Earshot has no context there is no comparison.
const programs =
  process.env.EARSHOT_TEST_AMBIENT === "off"
    ? []
    : allPrograms.filter(({ ambient, concurrent }) => ambient !== true && concurrent !== true);
const excepted = new Map(bridgeExceptions.flatMap(({ reason, programs }) => programs.map((name) => [name, reason])));

beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

describe.skipIf(programs.length === 0)("a typed handler hears of LangChain's runs what it hears of Earshot's", () => {
  it.each(programs)("$name", async (program) => {
    const onEarshot = await hearProgram(program, "Earshot");
    const onLangChain = await hearProgram(program, "LangChain");
    assertWellFormed(onLangChain);
    const [expected, heard] = [describeEvents(onEarshot), describeEvents(onLangChain)];
    const reason = excepted.get(program.name);
    if (reason === undefined) expect(heard).toStrictEqual(expected);
    else expect(heard, `stale: "${program.name}" is heard the same`).not.toStrictEqual(expected);
  });
});

describe("the exceptions", () => {
  it("name programs that exist, each once", () => {
    const names = bridgeExceptions.flatMap((exception) => exception.programs);
    expect(names.filter((name) => !allPrograms.some((program) => program.name === name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
