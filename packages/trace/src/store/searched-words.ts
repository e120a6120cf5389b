import type { TraceEvent } from "../schema/trace-event.js";

/** Of longer texts the beginning is searched. */
const searchedLength = 100_000;

/** The words of a text, as they are compared: letters and digits, without case. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words by which an event's run is found, each once. */
export function searchedWords({ name, text, payload, error, feedback }: TraceEvent): ReadonlySet<string> {
  const said = [name, text, error?.name, error?.message, feedback?.key, feedback?.comment, payload];
  return new Set(wordsOf(said.join(" ").slice(0, searchedLength)));
}
