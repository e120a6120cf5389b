/** Characters of a preview, at most. */
export const previewLength = 200;

/** Of a text no more is looked at: where there is much white space, a preview may be shorter. */
export const previewedLength = 4 * previewLength;

/** The beginning of a text in one line of whole characters: half of a surrogate pair is no text. */
export function clipPreview(text: string): string {
  const line = text.slice(0, previewedLength).replaceAll(/\s+/gu, " ").trim();
  if (line.length <= previewLength && text.length <= previewedLength) return line;
  const end = /[\uD800-\uDBFF]/u.test(line[previewLength - 2] ?? "") ? previewLength - 2 : previewLength - 1;
  return `${line.slice(0, end)}…`;
}
