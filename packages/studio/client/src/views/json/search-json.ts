import type { JsonIndex } from "./json-index.js";

/** More than so many places nobody goes through. */
export const mostFound = 10_000;

/** The values in which, or in whose keys, the words stand; without regard to case, each once, some at a time. */
export function* searchJson(index: JsonIndex, words: string): Generator<undefined, readonly number[]> {
  // As JSON writes them.
  const wanted = JSON.stringify(words).slice(1, -1);
  if (wanted === "") return [];
  const pattern = new RegExp(wanted.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), "gi");
  const found: number[] = [];
  for (const [from, text] of index.text.windows(wanted.length - 1)) {
    for (const match of text.matchAll(pattern)) {
      const node = index.at(from + match.index);
      if (node !== undefined && node !== found.at(-1)) found.push(node);
      if (found.length === mostFound) return found;
    }
    yield undefined;
  }
  return found;
}
