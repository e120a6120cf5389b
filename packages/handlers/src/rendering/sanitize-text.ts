// What a terminal would act upon: C0 and C1 controls but for the line feed, and the marks that reverse the direction of text.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unsafe = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text from outside as it may be written to a terminal: control characters become their pictures (`␛`), so that text cannot move the
 * cursor, set colours or titles, or hide what follows. Line feeds stay; a tab is two spaces. Works piece by piece: no sequence is looked
 * for across characters, so one that is split over two pieces is as harmless.
 */
export function sanitizeText(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(unsafe, picture);
}

/** {@link sanitizeText} in one line: line feeds and the space around them become one space. */
export function sanitizeLine(text: string): string {
  return sanitizeText(text).replaceAll(/\s*\n\s*/gu, " ");
}

function picture(character: string): string {
  if (character === "\t") return "  ";
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\uFFFD";
}
