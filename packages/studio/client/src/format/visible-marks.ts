/** What turns the order of letters around, for all that follows or for a stretch of it. Letters of languages written from right to left need none of it. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text in the order in which it was written, with what would turn it around told in its place: a text may look like what it is not. */
export const withVisibleMarks = (text: string): string =>
  text.replace(turning, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase()}]`);
