// What a terminal is told. None of it reaches a file: only a picture needs it.

const escape = "\u001B";

/** A terminal that knows it shows nothing until {@link endFrame}; others ignore it. */
export const beginFrame = `${escape}[?2026h`;
export const endFrame = `${escape}[?2026l`;
export const showCursor = `${escape}[?25h`;
export const clearFromCursor = `${escape}[J`;
export const clearLineFromCursor = `${escape}[K`;

const hideCursor = `${escape}[?25l`;
const save = `${escape}7`;
const restore = `${escape}8`;
/** Down a line in the same column; at the bottom, the screen moves up. */
const index = `${escape}D`;

/** Clears all lines below that of the cursor, which stays. */
export const clearBelowCursor = `${save}${escape}[B\r${clearFromCursor}${restore}`;

/**
 * To the start of an empty line: this one if the cursor is at its start, else the next. Nobody knows where it is: so many spaces as there are
 * columns end in the next line, unless they began at the start of this one.
 */
export function toFreshLine(columns: number): string {
  return `${" ".repeat(columns)}\r`;
}

/** Paints lines below that of the cursor, makes room for them if need be, clears what was below, and returns to where the cursor was. */
export function paintBelow(lines: readonly string[]): string {
  const room = lines.length;
  if (room === 0) return hideCursor + clearBelowCursor;
  // A line that a terminal finds wider than it was measured is cut, and takes no second line.
  const painted = lines.map((line) => `\r\n${line}${clearLineFromCursor}`).join("");
  return (
    `${hideCursor}${index.repeat(room)}${escape}[${room}A${save}${escape}[?7l${painted}${clearFromCursor}` +
    `${escape}[?7h${restore}`
  );
}
