/** What an answer has at most, in characters of JSON: about 15,000 tokens. */
export const longestAnswer = 60_000;

/** A piece of a text, and where the next begins, if there is one. */
export interface Piece {
  readonly text: string;
  readonly next?: number;
}

/** As much of a text, from there on, as takes so many characters in JSON. No character is cut in two. */
export function pieceThatFits(text: string, offset: number, room: number): Piece {
  let end = Math.min(text.length, offset + room);
  // Quotes, line ends and the like take more room than they are long.
  while (end > offset + 1 && JSON.stringify(text.slice(offset, end)).length > room)
    end = offset + Math.max(1, Math.floor((end - offset) * 0.7));
  if (end < text.length && end > offset + 1 && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return { text: text.slice(offset, end), ...(end < text.length ? { next: end } : {}) };
}

/** How many values, from the first on, take so many characters in JSON together. */
export function howManyFit(values: readonly unknown[], room: number): number {
  let left = room;
  for (const [index, value] of values.entries()) {
    left -= JSON.stringify(value).length + 1;
    if (left < 0) return index;
  }
  return values.length;
}
