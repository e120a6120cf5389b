import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compatibilityTables, rowsOf } from "../compatibility/page.js";
import type { Lane } from "../compatibility/lane.js";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
/** The cells, without the spaces that formatting adds. */
const cellsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[ |:-]+$/.test(line))
    .map((line) =>
      line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll(/(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/g, "*")),
    );

it("docs/compatibility.md says what the runs found: `npm run sync-compatibility`", () => {
  expect(cellsOf(read("docs/compatibility.md"))).toEqual(cellsOf(compatibilityTables()));
});

it.each<Lane>(["node20", "node24"])("the results of %s are of the versions that are installed there", (lane) => {
  const [newest, older] = [lane, "ai-sdk-5"].map(
    (folder) =>
      (JSON.parse(read(`tests/compatibility/${folder}/package.json`)) as { dependencies: Record<string, string> })
        .dependencies,
  );
  const stale = rowsOf(lane).filter((row) => {
    const [, name = "", major] = /`([^`]+)`(?: (\d+)$)?/.exec(row.package) ?? [];
    return (major === undefined ? newest : older)?.[name] !== row.version;
  });
  expect(stale.map((row) => `${row.package} ${row.version}`)).toEqual([]);
});
