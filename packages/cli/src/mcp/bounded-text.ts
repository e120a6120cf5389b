/** A text of at most so many characters; one that was cut says so. */
export function boundedText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (cut: ${text.length - longest} more characters)`;
}
