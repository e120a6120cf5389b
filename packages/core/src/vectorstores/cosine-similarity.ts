import { VectorMismatchError } from "./vector-mismatch-error.js";

/** How alike two vectors' directions are: 1 the same, 0 nothing in common (also if one has no direction), -1 opposite. */
export function cosine(first: readonly number[], second: readonly number[]): number {
  if (first.length !== second.length)
    throw new VectorMismatchError(
      `A vector of ${first.length} numbers can't be compared with one of ${second.length}. Embed queries and documents with the same model.`,
    );
  let product = 0;
  let firstSquare = 0;
  let secondSquare = 0;
  for (const [index, value] of first.entries()) {
    const other = second[index] as number;
    product += value * other;
    firstSquare += value * value;
    secondSquare += other * other;
  }
  const lengths = Math.sqrt(firstSquare) * Math.sqrt(secondSquare);
  return lengths === 0 ? 0 : product / lengths;
}

/**
 * The cosine of every row with every column: `result[i][j]` is how alike `rows[i]` and `columns[j]` are.
 *
 * @throws VectorMismatchError if they are not all of one length
 */
export function cosineSimilarity(
  rows: readonly (readonly number[])[],
  columns: readonly (readonly number[])[],
): number[][] {
  return rows.map((row) => columns.map((column) => cosine(row, column)));
}
