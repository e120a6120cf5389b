import type { ComparedRun } from "@earshot/trace/compare";

/** A compared run where it stands in the tree. */
export interface ComparedRow {
  readonly compared: ComparedRun;
  readonly depth: number;
}

/** Identifies a compared run among all others. */
export const keyOf = ({ left, right }: ComparedRun): string => `${left?.runId ?? ""} ${right?.runId ?? ""}`;

/** The rows of compared trees from top to bottom; of `changesAlone`, those that differ, and what leads to them. Bounded by no depth. */
export function comparedRows(
  runs: readonly ComparedRun[],
  { changesAlone }: { readonly changesAlone: boolean },
): readonly ComparedRow[] {
  const rows: ComparedRow[] = [];
  const waiting = [...runs].reverse().map((compared): ComparedRow => ({ compared, depth: 0 }));
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const { compared, depth } = row;
    if (changesAlone && depth > 0 && compared.change === "same" && compared.changesBelow === 0) continue;
    rows.push(row);
    for (const child of [...compared.children].reverse()) waiting.push({ compared: child, depth: depth + 1 });
  }
  return rows;
}
