import type { TraceEvent } from "../schema/trace-event.js";

/** Of longer texts the beginning is searched. */
const searchedLength = 100_000;

/** What JSON writes in place of a character: its letters are no part of a word. */
const escapes = /\\(?:["\\/bfnrt]|u[\da-f]{4})/giu;
const marks = /\p{M}+/gu;

/** The words of a text, as they are compared: letters and digits, without case. */
export function wordsOf(text: string): string[] {
  return comparable(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** All that is searched of an event; its words are those that {@link wordsOf} finds in it. */
export function searchedText({ name, text, payload, error, feedback }: TraceEvent): string {
  let said = name;
  if (text !== undefined) said += ` ${text}`;
  if (error !== undefined) said += ` ${error.name} ${error.message}`;
  if (feedback !== undefined) said += ` ${feedback.key} ${feedback.comment ?? ""}`;
  if (payload !== undefined) said += ` ${payload.slice(0, searchedLength).replaceAll(escapes, " ")}`;
  return comparable(said.slice(0, searchedLength));
}

const comparable = (text: string): string => text.normalize("NFC").toLowerCase().replaceAll(marks, " ");
