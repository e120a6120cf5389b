import { readFileSync } from "node:fs";

export interface Snippet {
  /** `docs/handlers.md:12`, the line its fence opens on. */
  readonly name: string;
  readonly code: string;
  /** Why it is type-checked but not run: ` ```ts no-run="needs an API key" `. */
  readonly notRun: string | undefined;
  /** Why it is neither run nor checked: ` ```ts fragment="the signature alone" `. */
  readonly fragment: string | undefined;
  /** What the `// =>` comments say it prints, line by line. */
  readonly expectedLines: readonly string[];
}

/**
 * The TypeScript examples of one file: every ` ```ts ` block of a Markdown file, and of a source file those in its
 * docstrings.
 *
 * `// => text` says what the statement before it prints; further `// =>` lines continue it. A block without any may print
 * what it likes.
 */
export function extractSnippets(path: string, displayName: string): Snippet[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return path.endsWith(".md") ? fencedBlocks(lines, displayName) : fencedBlocks(docstringLines(lines), displayName);
}

// Keeps line numbers: what is not in a docstring becomes an empty line.
function docstringLines(lines: string[]): string[] {
  let inside = false;
  return lines.map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    const text = inside ? line.replace(/^\s*\*( |$)/, "").replaceAll("*\\/", "*/") : "";
    if (line.includes("*/")) inside = false;
    return text;
  });
}

function fencedBlocks(lines: string[], displayName: string): Snippet[] {
  const snippets: Snippet[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const opening = /^(\s*)```(?:ts|typescript)\b(.*)$/.exec(lines[index] ?? "");
    if (opening === null) continue;
    const [, indent = "", marks = ""] = opening;
    const start = index + 1;
    for (index = start; index < lines.length && lines[index]?.trim() !== "```";) index += 1;
    const code = lines.slice(start, index).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    snippets.push({
      name: `${displayName}:${start}`,
      code: code.join("\n"),
      notRun: reasonOf(marks, "no-run"),
      fragment: reasonOf(marks, "fragment"),
      expectedLines: code.flatMap((line) => /\/\/ => ?(.*)$/.exec(line)?.[1] ?? []),
    });
  }
  return snippets;
}

function reasonOf(marks: string, mark: string): string | undefined {
  return new RegExp(`\\b${mark}="([^"]{5,})"`).exec(marks)?.[1];
}
