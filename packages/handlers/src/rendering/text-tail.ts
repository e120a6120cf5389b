import { sanitizeText } from "./sanitize-text.js";
import { lineLength } from "./wrap-text.js";

/** No picture shows more of a text than this. */
const longestTail = 8192;

/** The end of a text that grows. Adding to it costs next to nothing: it is broken into lines when somebody looks. */
export class TextTail {
  /** The last lines as they were last looked at, safe to write. */
  private shown = "";
  private added = "";

  append(text: string): void {
    this.added += text;
    // Nobody may look for long.
    if (this.added.length > 2 * longestTail) this.added = this.added.slice(-longestTail);
  }

  /**
   * The last `count` lines, of at most so many columns each. Lines are broken from where the last look found one to begin, so that words
   * don't jump from line to line while the text grows.
   */
  lines(count: number, columns: number): string[] {
    const text = (this.shown + sanitizeText(this.added.slice(-longestTail))).slice(-longestTail);
    this.added = "";
    const starts: number[] = [];
    const lines: string[] = [];
    for (let start = 0; start < text.length;) {
      starts.push(start);
      const feed = text.indexOf("\n", start);
      const paragraph = text.slice(start, feed === -1 ? text.length : feed);
      const length = lineLength(paragraph, columns, true);
      lines.push(paragraph.slice(0, length));
      start += length;
      if (length === paragraph.length) start += 1;
      else while (text[start] === " ") start += 1;
    }
    this.shown = text.slice(starts.at(-count) ?? 0);
    return lines.slice(-count);
  }
}
