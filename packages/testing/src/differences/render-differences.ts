import { describeValue } from "./describe-value.js";
import type { Difference } from "./find-differences.js";

/** What the two sides of a difference are called. */
export interface SideNames {
  readonly expected: string;
  readonly actual: string;
}

const widest = 100;
const most = 6;

/** Differences to read, three lines each, long texts cut down to where they part. */
export function renderDifferences(differences: readonly Difference[], names: SideNames): string {
  const width = Math.max(names.expected.length, names.actual.length) + 1;
  const lines = differences.slice(0, most).flatMap(({ path, expected, actual }) => {
    const from = startOfDifference(expected, actual);
    return [
      `  ${path === "" ? "(as a whole)" : path}`,
      `    - ${`${names.expected}:`.padEnd(width)} ${show(expected, from)}`,
      `    + ${`${names.actual}:`.padEnd(width)} ${show(actual, from)}`,
    ];
  });
  if (differences.length > most) lines.push(`  … and ${differences.length - most} more`);
  return lines.join("\n");
}

/** Where a window on two long texts begins, so that what differs is in it. */
function startOfDifference(left: unknown, right: unknown): number {
  if (typeof left !== "string" || typeof right !== "string") return 0;
  if (Math.max(left.length, right.length) <= widest) return 0;
  let at = 0;
  while (left[at] === right[at] && at < left.length) at++;
  return Math.max(0, at - 30);
}

function show(value: unknown, from: number): string {
  if (value === undefined) return "nothing";
  if (value instanceof RegExp || typeof value === "function") return String(value);
  const text = typeof value === "string" ? value : describeValue(value);
  const start = typeof value === "string" ? from : 0;
  const piece = text.slice(start, start + widest);
  const shown = `${start > 0 ? "…" : ""}${piece}${start + widest < text.length ? "…" : ""}`;
  return typeof value === "string" ? JSON.stringify(shown) : shown;
}
