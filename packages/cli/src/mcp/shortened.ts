import { pieceThatFits } from "./fitting.js";

const longestWord = 500;
const mostParts = 50;

/** The same value with its long texts, lists and objects cut, each of which says by how much: what is recorded may be of any size. */
export function shortened(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return shortText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > 5) return "… (deeper than is shown)";
  if (Array.isArray(value)) {
    const kept = value.slice(0, mostParts).map((each) => shortened(each, depth + 1));
    return value.length > mostParts ? [...kept, `… (${value.length - mostParts} more)`] : kept;
  }
  const entries = Object.entries(value);
  const kept = entries.slice(0, mostParts).map(([key, each]) => [shortText(key), shortened(each, depth + 1)] as const);
  if (entries.length > mostParts) kept.push(["…", `${entries.length - mostParts} more`]);
  return Object.fromEntries(kept);
}

function shortText(text: string): string {
  const { text: kept, next } = pieceThatFits(text, 0, longestWord);
  return next === undefined ? text : `${kept}… (${text.length - next} more characters)`;
}
