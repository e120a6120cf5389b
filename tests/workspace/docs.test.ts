import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { findFiles } from "./support/find-files.js";

const isRow = (line: string | undefined) => line?.startsWith("|") === true;

describe("the docs", () => {
  it("list each guide once", () => {
    const listed = [...readFileSync("docs/README.md", "utf8").matchAll(/^\| \[([\w-]+\.md)\]/gmu)].map(
      ([, page]) => page,
    );
    const guides = findFiles("docs", ".md").map((path) => basename(path));
    expect(listed.sort()).toEqual(guides.filter((page) => page !== "README.md").sort());
  });

  it("explain each error code once", () => {
    // A code that begins with EARSHOT_ is a warning's, one with ERR_ Node's.
    const codes = new Set<string>();
    for (const file of findFiles("packages", ".ts").filter((path) => !/\.test|[\\/]tests[\\/]/u.test(path))) {
      for (const [, code] of readFileSync(file, "utf8").matchAll(
        /^(?!\s*\*).*\bcode: "(?!EARSHOT_|ERR_)([A-Z][A-Z_]+)"/gmu,
      ))
        codes.add(code ?? "");
    }
    const explained = [...readFileSync("docs/errors.md", "utf8").matchAll(/^\| `([A-Z_]+)`/gmu)].map(
      ([, code]) => code,
    );
    expect(explained.sort()).toEqual([...codes].sort());
  });

  it.each(findFiles("", ".md"))("have whole tables in %s", (page) => {
    const lines = readFileSync(page, "utf8")
      .replaceAll(/^```[^]*?^```/gmu, "")
      .split("\n");
    const misplaced = lines.filter((line, index) => {
      const secondOfItsTable = isRow(lines[index - 1]) && !isRow(lines[index - 2]);
      return isRow(line) && /^\|[ |:-]+\|$/u.test(line) !== secondOfItsTable;
    });
    expect(misplaced).toEqual([]);
  });
});
