import { safeJson } from "@earshot/core/events";
import { sanitizeLine } from "./sanitize-text.js";
import { fittingLength } from "./text-width.js";

const limits = { maxDepth: 5, maxEntries: 30, maxText: 300 };

/** Any value in one line of at most `length` columns, safe to write; `""` for `undefined`. */
export function preview(value: unknown, length = 100): string {
  if (value === undefined) return "";
  const plain =
    messageText(value) ?? (typeof value === "string" ? quoted(value, length) : JSON.stringify(safeJson(value, limits)));
  return clip(sanitizeLine(plain), length);
}

/** A text in quotes; one that is JSON, as most answers of tools are, without: its own would all be escaped. */
function quoted(text: string, length = Infinity): string {
  const trimmed = text.trim();
  const isJson = ["{}", "[]"].some(([open, close]) => trimmed.startsWith(open!) && trimmed.endsWith(close!));
  return isJson ? trimmed.slice(0, length) : JSON.stringify(text.slice(0, length));
}

/** At most `columns` of a text, as wide as a terminal shows it. */
export function clip(text: string, columns: number): string {
  if (text.length * 2 <= columns || fittingLength(text, columns) === text.length) return text;
  return `${text.slice(0, fittingLength(text, columns - 1))}…`;
}

/** Messages and prompts read better by role and text than by their serialized form. */
function messageText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, content, text, messages } = value as {
    readonly type?: unknown;
    readonly content?: unknown;
    readonly text?: unknown;
    readonly messages?: unknown;
  };
  if (typeof type === "string" && content !== undefined && typeof text === "string") {
    return `${type}: ${quoted(text)}`;
  }
  if (!("toChatMessages" in value) || !Array.isArray(messages)) return undefined;
  return messages.map((message) => messageText(message) ?? "").join(", ");
}
