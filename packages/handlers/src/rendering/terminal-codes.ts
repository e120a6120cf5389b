const escape = "\u001B";
const clearFromCursor = `${escape}[J`;
const clearLineFromCursor = `${escape}[K`;
const hideCursor = `${escape}[?25l`;
const save = `${escape}7`;
const restore = `${escape}8`;
/** Down a line in the same column; at the bottom, the screen moves up. */
const index = `${escape}D`;
/** A line that is wider than it was measured is cut, and takes no second line. */
const cutLines = `${escape}[?7l`;
const wrapLines = `${escape}[?7h`;

/** What a terminal is told to paint a picture; none of it is ever written to anything else. */
export const terminalCodes = {
  showCursor: `${escape}[?25h`,
  clearLineFromCursor,
  /** Clears all lines below that of the cursor, which stays. */
  clearBelowCursor: `${save}${escape}[B\r${clearFromCursor}${restore}`,

  /** A terminal that knows this shows all of it at once; others ignore it. */
  atOnce(text: string): string {
    return `${escape}[?2026h${text}${escape}[?2026l`;
  },

  /**
   * To the start of an empty line, with nothing below: this one if the cursor is at its start, else the next. Nobody knows where it is: so many
   * spaces as there are columns end in the next line, unless they began at the start of this one.
   */
  toFreshLine(columns: number): string {
    return `${" ".repeat(columns)}\r${clearFromCursor}`;
  },

  /** Paints lines below that of the cursor, making room for them if need be, clears what was below, and returns to where the cursor was. */
  paintBelow(lines: readonly string[]): string {
    if (lines.length === 0) return hideCursor + terminalCodes.clearBelowCursor;
    const makeRoom = `${index.repeat(lines.length)}${escape}[${lines.length}A`;
    const painted = lines.map((line) => `\r\n${line}${clearLineFromCursor}`).join("");
    return `${hideCursor}${makeRoom}${save}${cutLines}${painted}${clearFromCursor}${wrapLines}${restore}`;
  },
} as const;
