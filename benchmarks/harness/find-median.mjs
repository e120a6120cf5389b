/**
 * The middle value, or the mean of the two in the middle.
 *
 * @param {readonly number[]} values at least one
 */
export function findMedian(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
