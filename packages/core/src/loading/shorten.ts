const shownLength = 60;

/** What a stranger wrote, short enough for a message. */
export function shorten(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
