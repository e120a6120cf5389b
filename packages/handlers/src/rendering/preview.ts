import { safeJson } from "@earshot/core/events";
import { sanitizeLine } from "./sanitize-text.js";

const limits = { maxDepth: 5, maxEntries: 30, maxText: 300 };

/** Any value in one line of at most `length` characters, safe to write; `""` for `undefined`. */
export function preview(value: unknown, length = 100): string {
  if (value === undefined) return "";
  const plain =
    messageText(value) ??
    (typeof value === "string" ? JSON.stringify(value.slice(0, length)) : JSON.stringify(safeJson(value, limits)));
  return clip(sanitizeLine(plain), length);
}

/** At most `length` characters of a text. */
export function clip(text: string, length: number): string {
  const characters = text.length > length ? Array.from(text) : undefined;
  return characters !== undefined && characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
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
    return `${type}: ${JSON.stringify(text)}`;
  }
  if (!("toChatMessages" in value) || !Array.isArray(messages)) return undefined;
  return messages.map((message) => messageText(message) ?? "").join(", ");
}
