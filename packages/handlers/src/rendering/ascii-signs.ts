const signs: Readonly<Record<string, string>> = {
  "╭": ",",
  "├": "|",
  "│": "|",
  "┊": ":",
  "╰": "`",
  "─": "-",
  "✓": "+",
  "✗": "x",
  "⊘": "!",
  "◇": "?",
  "…": "~",
  "→": ">",
  "←": "<",
  "·": "-",
  "↻": "@",
  "⤳": ">",
  "≡": "=",
  "◆": "*",
  "»": ">",
  "■": "#",
  "░": ".",
  "▒": ":",
  "█": "#",
  "\uFFFD": "?",
};

const ours = new RegExp(`[${Object.keys(signs).join("")}\u2400-\u2421]`, "gu");

/** A text with the handlers' signs in ASCII, each as wide as it was, for terminals that have no others. What else it says stays as it is. */
export function toAsciiSigns(text: string): string {
  return text.replace(ours, (sign) => signs[sign] ?? "?");
}
