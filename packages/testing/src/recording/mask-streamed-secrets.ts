import type { JsonValue } from "@earshot/core/events";
import { maskedSecret, secretSpans, type Secrets } from "./mask-secrets.js";

type Json = { [key: string]: JsonValue };

/** One piece of a text that comes in many: its line, and where in the text it begins. */
interface Piece {
  readonly line: Json;
  readonly text: string;
  readonly from: number;
}

/**
 * Masks, in the lines of chunks, what is a secret only when their pieces are put together: text, reasoning, or the arguments of a call. The mask
 * stands in the piece in which the secret begins.
 */
export function maskStreamedSecrets(lines: readonly Json[], secrets: Secrets): void {
  for (const pieces of streamsOf(lines)) {
    const whole = pieces.map(({ text }) => text).join("");
    const spans = secretSpans(whole, secrets);
    if (spans.length === 0) continue;
    for (const piece of pieces) {
      const masked = maskPiece(piece, spans);
      if (masked === piece.text) continue;
      for (const field of ["chunk", "text", "parts"])
        if (piece.line[field] !== undefined) piece.line[field] = exchange(piece.line[field], piece.text, masked);
    }
  }
}

/** The texts that the chunks of each run add up to, piece by piece. */
function streamsOf(lines: readonly Json[]): Iterable<readonly Piece[]> {
  const streams = new Map<string, Piece[]>();
  for (const line of lines) {
    if (!Array.isArray(line["parts"])) continue;
    for (const part of line["parts"] as Json[]) {
      const text = part["type"] === "tool_call" ? part["args"] : part["text"];
      if (typeof text !== "string") continue;
      const key = JSON.stringify([line["runId"], part["type"], part["index"]]);
      const pieces = streams.get(key) ?? [];
      const last = pieces.at(-1);
      pieces.push({ line, text, from: last === undefined ? 0 : last.from + last.text.length });
      streams.set(key, pieces);
    }
  }
  return streams.values();
}

function maskPiece({ text, from }: Piece, spans: readonly (readonly [number, number])[]): string {
  let masked = "";
  let at = from;
  const to = from + text.length;
  for (const [start, end] of spans) {
    if (end <= at || start >= to) continue;
    masked += text.slice(at - from, Math.max(at, start) - from);
    if (start >= at) masked += maskedSecret;
    at = Math.min(end, to);
  }
  return masked + text.slice(at - from);
}

function exchange(value: JsonValue, text: string, masked: string): JsonValue {
  if (typeof value === "string") return value === text ? masked : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => exchange(item, text, masked));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, exchange(entry, text, masked)]));
}
