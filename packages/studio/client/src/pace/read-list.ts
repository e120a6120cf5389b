import { Pace } from "./pace.js";

/** Characters that are parsed in one go: a few milliseconds. */
const pieceLength = 256 * 1_024;
/** After so many places that were inside an item, more of the text is waited for. */
const mostTries = 8;

/** Reads a list of objects of any length, as `JSON.stringify` writes it, from pieces of its text as they come. The page gets its turn meanwhile. */
export async function readList<TItem>(pieces: AsyncIterable<string>): Promise<readonly TItem[]> {
  const items: TItem[] = [];
  const pace = new Pace();
  let rest = "";
  let wanted = pieceLength;
  for await (const piece of pieces) {
    rest += piece;
    if (rest.length < wanted) continue;
    let end = rest.length;
    let read: readonly TItem[] | undefined;
    for (let tries = 0; tries < mostTries && read === undefined; tries += 1) {
      end = rest.lastIndexOf("},{", end - 2) + 1;
      if (end === 0) break;
      read = itemsOf<TItem>(rest.slice(1, end));
      await pace.rest();
    }
    if (read === undefined) wanted = rest.length * 2;
    else {
      for (const item of read) items.push(item);
      rest = rest.slice(end);
      wanted = pieceLength;
    }
  }
  for (const item of JSON.parse(`[${rest.slice(1)}`) as TItem[]) items.push(item);
  return items;
}

/** Undefined if the text ends inside an item: then it closes not all that it opens, and is no JSON. */
function itemsOf<TItem>(text: string): readonly TItem[] | undefined {
  try {
    return JSON.parse(`[${text}]`) as TItem[];
  } catch {
    return undefined;
  }
}
