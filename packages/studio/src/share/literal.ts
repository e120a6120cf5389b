/** Ends of lines that JSON takes for text, and what turns around the order in which text is read, so that source looks like what it is not. */
const misleading = /[\u2028\u2029\p{Bidi_Control}]/gu;

/** Text as a literal of the language, whatever is in it. */
export const literal = (text: string): string =>
  JSON.stringify(text).replaceAll(misleading, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Text that can't leave the line it stands in. */
export function inComment(text: string): string {
  const line = text
    .replaceAll(/\p{Cc}+/gu, " ")
    .replaceAll(misleading, " ")
    .replaceAll("*/", "* /")
    .trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
