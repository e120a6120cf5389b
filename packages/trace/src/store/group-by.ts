/** Values under the keys they have, keys and values in the order they come. */
export function groupBy<TKey, TValue>(values: Iterable<TValue>, keyOf: (value: TValue) => TKey): Map<TKey, TValue[]> {
  const groups = new Map<TKey, TValue[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
