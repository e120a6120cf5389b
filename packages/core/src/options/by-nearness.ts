/** Names, the most like `given` first; those that are equally far from it stay in their order. */
export function byNearness(given: string, names: readonly string[]): readonly string[] {
  const wanted = given.toLowerCase();
  const distances = new Map(names.map((name) => [name, distance(wanted, name.toLowerCase())]));
  return [...names].sort((left, right) => (distances.get(left) ?? 0) - (distances.get(right) ?? 0));
}

/** How many characters have to be added, taken away or exchanged (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const exchanged = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
