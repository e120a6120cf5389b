import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { deliberateDifferences } from "./deliberate-differences.js";
import { loadEarshot } from "./load-earshot.js";
import { loadLangChain } from "./load-langchain.js";
import type { Recording } from "./normalise-recording.js";
import { runsNotEndedOnce } from "./open-runs.js";
import type { Program } from "./program.js";
import { allPrograms } from "./programs/all-programs.js";
import { runProgram } from "./run-program.js";

const ambientOff = process.env.EARSHOT_TEST_AMBIENT === "off";
// LangChain has ambient context once this subpath is imported; the programs that need it run last, after the import.
const plainPrograms = allPrograms.filter((program) => !program.ambient);
const ambientPrograms = ambientOff ? [] : allPrograms.filter((program) => program.ambient);
const occurred = new Set<unknown>();
const openInLangChain = new Set<string>();

beforeAll(() => {
  // LangChain reports handlers that fail, and run ids given to a batch, on the console.
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

/** What Earshot must say, given what LangChain says. */
function expectedOf(program: Program, langchain: Recording): Recording {
  let expected = langchain;
  for (const difference of deliberateDifferences) {
    if (difference.programs !== "all" && !difference.programs.includes(program.name)) continue;
    const changed = difference.expected(expected);
    const occurs = JSON.stringify(changed) !== JSON.stringify(expected);
    if (occurs) occurred.add(difference);
    else if (difference.programs !== "all")
      expect.fail(`stale: "${difference.what}" doesn't occur in "${program.name}"`);
    expected = changed;
  }
  return expected;
}

async function compare(program: Program): Promise<void> {
  const langchain = await runProgram(program, await loadLangChain());
  const earshot = await runProgram(program, await loadEarshot());
  if (runsNotEndedOnce(langchain).length > 0) openInLangChain.add(program.name);
  expect(earshot).toStrictEqual(expectedOf(program, langchain));
  expect(runsNotEndedOnce(earshot)).toStrictEqual([]);
}

describe("Earshot calls handlers as LangChain does", () => {
  it.each(plainPrograms)("$name", compare);
});

describe.skipIf(ambientOff)("Earshot calls handlers as LangChain does, with ambient context", () => {
  beforeAll(() => import("@langchain/core/callbacks/dispatch"));

  it.each(ambientPrograms)("$name", compare);
});

describe("in Earshot, a handler in the background hears what an awaited one hears", () => {
  it.each(plainPrograms)("$name", async (program) => {
    const earshot = await loadEarshot();
    const background = await runProgram(program, earshot, { awaitHandlers: false });
    expect(background).toStrictEqual(await runProgram(program, earshot));
  });
});

describe("the deliberate differences", () => {
  it("name programs that exist", () => {
    const names = new Set(allPrograms.map(({ name }) => name));
    const unknown = deliberateDifferences.flatMap(({ programs }) =>
      programs === "all" ? [] : programs.filter((name) => !names.has(name)),
    );
    expect(unknown).toStrictEqual([]);
  });

  it("all occur", () => {
    const stale = deliberateDifferences.filter((difference) => !occurred.has(difference));
    expect(stale.filter(({ programs }) => programs === "all").map(({ what }) => what)).toStrictEqual([]);
  });

  it("list every program in which LangChain leaves a run open", () => {
    const listed = deliberateDifferences.flatMap(({ programs, endsOpenRuns }) =>
      endsOpenRuns && programs !== "all" ? programs : [],
    );
    expect([...openInLangChain].sort()).toStrictEqual([...new Set(listed)].sort());
  });
});
