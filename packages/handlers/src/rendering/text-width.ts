import stringWidth from "string-width";

// What a terminal shows in as many columns as there are characters.
const narrow = /^[ -~─-▟…·→✓✗]*$/u;

/** The columns that a text takes in a terminal: wide characters and emoji two, colour codes and combining marks none. */
export function textWidth(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text);
}

// Made when it is first needed: it takes as long as reading a small program.
let graphemes: Intl.Segmenter | undefined;

/** How much of a text fits into so many columns, in UTF-16 units; a character is never cut in two. */
export function fittingLength(text: string, columns: number): number {
  if (narrow.test(text)) return Math.max(0, Math.min(columns, text.length));
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let length = 0;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += textWidth(segment);
    if (width > columns) break;
    length += segment.length;
  }
  return length;
}
