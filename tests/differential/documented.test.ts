import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { deliberateDifferences } from "./deliberate-differences.js";
import { langChainDefects } from "./langchain-defects.js";

/** The rows of the table under a heading of a page, as the texts of their cells. */
async function rowsUnder(heading: string, page: string): Promise<string[][]> {
  const text = await readFile(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  const section = text.split(/^##? /m).find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

it("docs/differences-in-full.md lists what handlers and callers get otherwise, all of it and nothing else", async () => {
  const rows = await rowsUnder("Every difference", "differences-in-full.md");
  expect(rows).toStrictEqual(deliberateDifferences.map(({ what, reason }) => [what, reason]));
});

it("docs/differences.md lists the defects that show in a process, all of them and nothing else", async () => {
  const rows = await rowsUnder("What a process sees", "differences.md");
  expect(rows).toStrictEqual(
    langChainDefects.map(({ program, what, inLangChain }) => [
      what,
      inLangChain,
      `[${program}](../tests/differential/defects/${program}.ts)`,
    ]),
  );
});
