interface Rows {
  readonly count: number;
  readonly rowHeight: number;
}

interface Sight {
  /** How far is scrolled. */
  readonly top: number;
  readonly height: number;
}

/** So many rows are drawn above and below what can be seen. */
const overscan = 6;

/** The first and the last row to be drawn; the last is before the first if none is, as where nothing has a height yet. */
export function rowsInSight(
  { count, rowHeight }: Rows,
  { top, height }: Sight,
): readonly [first: number, last: number] {
  if (height <= 0 || count === 0) return [0, -1];
  // Rows that went away may have been scrolled to: the browser tells of that later.
  const end = Math.min(top + height, count * rowHeight);
  const begin = Math.max(0, Math.min(top, end - height));
  const first = Math.floor(begin / rowHeight) - overscan;
  const last = Math.ceil(end / rowHeight) - 1 + overscan;
  return [Math.max(0, first), Math.min(count - 1, last)];
}

/** Where to scroll, as little as it takes to have a row in sight; undefined if it is. */
export function topToShow(index: number, rowHeight: number, { top, height }: Sight): number | undefined {
  const begin = index * rowHeight;
  if (begin < top) return begin;
  const end = begin + rowHeight;
  return end > top + height ? Math.min(begin, end - height) : undefined;
}
