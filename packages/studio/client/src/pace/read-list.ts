/** Characters that are parsed in one go: a few milliseconds. */
const pieceLength = 256 * 1_024;
/** After so many places that were inside an item, it is a long one. */
const mostTries = 8;

/** Parses a list of objects of any length, as `JSON.stringify` writes it, some at a time: for `inTurns`. */
export function* parseList<TItem>(text: string): Generator<undefined, readonly TItem[]> {
  const items: TItem[] = [];
  let from = 1;
  let length = pieceLength;
  let tries = 0;
  while (from + length < text.length) {
    const end = text.indexOf("},{", from + length) + 1;
    if (end === 0) break;
    const piece = pieceOf<TItem>(text.slice(from, end));
    if (piece === undefined) length = ++tries % mostTries === 0 ? length * 2 : end - from;
    else {
      for (const item of piece) items.push(item);
      from = end + 1;
      length = pieceLength;
      tries = 0;
    }
    yield undefined;
  }
  for (const item of JSON.parse(`[${text.slice(from)}`) as TItem[]) items.push(item);
  return items;
}

/** Undefined if the text ends inside an item: then it closes not all that it opens, and is no JSON. */
function pieceOf<TItem>(text: string): readonly TItem[] | undefined {
  try {
    return JSON.parse(`[${text}]`) as TItem[];
  } catch {
    return undefined;
  }
}
