import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findFiles } from "./support/find-files.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));

// GitHub's way of making an anchor of a heading.
function anchorsOf(path: string): string[] {
  return [...readFileSync(path, "utf8").matchAll(/^#+\s+(.*)$/gm)].map(([, heading = ""]) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}

function brokenLinks(file: string): string[] {
  const text = readFileSync(join(repository, file), "utf8").replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  return [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? join(repository, file) : join(repository, dirname(file), path);
    if (!existsSync(target)) return [`${file}: ${link} does not exist`];
    if (anchor === undefined || !target.endsWith(".md") || anchorsOf(target).includes(anchor)) return [];
    return [`${file}: no heading #${anchor} in ${path || file}`];
  });
}

test("every relative link in a Markdown file leads somewhere", () => {
  expect(findFiles("", ".md").flatMap(brokenLinks)).toEqual([]);
});
