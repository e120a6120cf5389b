import type { DocumentInterface } from "../documents/document.js";

/**
 * What a document is known by: a UUID made of its text and metadata. The same for the same document anywhere, whatever order its
 * metadata's keys are in; its id has no part in it.
 */
export async function documentKey({ pageContent, metadata }: DocumentInterface): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([pageContent, sorted(metadata)]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 16);
  digest[6] = ((digest[6] as number) & 0x0f) | 0x80; // version 8: made by a rule of one's own
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  const entries = Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sorted(entry)]));
}
