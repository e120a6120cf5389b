// What is written twice is fixed once. Windows of fifty tokens that occur more than once are counted as duplicated.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles, workspacePackages } from "../../tools/workspace-packages.js";

const windowLength = 50;

// Imports and the lists of names in `src/exports` are alike by nature.
const files = workspacePackages().flatMap(({ directory }) =>
  sourceFiles(join(directory, "src"))
    .filter((file) => !file.startsWith("exports/") && !/(^|\/)index\.ts$/.test(file))
    .map((file) => join(directory, "src", file)),
);

interface Token {
  readonly text: string;
  readonly line: number;
}

function tokensOf(file: string): Token[] {
  const source = readFileSync(file, "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "))
    .replaceAll(/^\s*\/\/.*$/gm, "")
    .replaceAll(/^import [\s\S]*?;$/gm, (statement) => statement.replaceAll(/[^\n]/g, " "));
  return source
    .split("\n")
    .flatMap((text, index) =>
      [...text.matchAll(/[\w$]+|"(?:[^"\\]|\\.)*"|`|[^\s\w]/g)].map(([token]) => ({ text: token, line: index + 1 })),
    );
}

test("less than one percent of the sources is a copy of another place", () => {
  const seen = new Map<string, { file: string; position: number }>();
  const copied = new Map<string, Set<number>>();
  const pairs = new Set<string>();
  let total = 0;
  for (const file of files) {
    const tokens = tokensOf(file);
    total += tokens.length;
    const mark = (path: string, from: number): void => {
      const positions = copied.get(path) ?? new Set();
      for (let position = from; position < from + windowLength; position += 1) positions.add(position);
      copied.set(path, positions);
    };
    for (let start = 0; start + windowLength <= tokens.length; start += 1) {
      const key = tokens
        .slice(start, start + windowLength)
        .map(({ text }) => text)
        .join(" ");
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, { file, position: start });
        continue;
      }
      if (first.file === file && start - first.position < windowLength) continue;
      mark(file, start);
      pairs.add(`${file}:${tokens[start]?.line} is like ${first.file}`);
    }
  }
  const duplicated = [...copied.values()].reduce((sum, positions) => sum + positions.size, 0);
  console.log(`duplication: ${((100 * duplicated) / Math.max(total, 1)).toFixed(2)} % of ${total} tokens`);
  expect(duplicated / Math.max(total, 1), [...pairs].slice(0, 40).join("\n")).toBeLessThan(0.01);
});
