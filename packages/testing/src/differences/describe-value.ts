import { safeJson } from "@earshot/core/events";

/** A value, or what a pattern has in its place: JSON as far as it goes; regular expressions, functions and a framework's matchers as they are written. */
export function describeValue(value: unknown): string {
  return describe(value, []);
}

function describe(value: unknown, above: readonly unknown[]): string {
  if (value instanceof RegExp || typeof value === "function") return String(value);
  if (typeof value !== "object" || value === null) return plain(value);
  const { asymmetricMatch, toAsymmetricMatcher } = value as Readonly<Record<string, unknown>>;
  if (typeof asymmetricMatch === "function")
    return typeof toAsymmetricMatcher === "function" ? String(toAsymmetricMatcher.call(value)) : String(value);
  const isList = Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = isList || prototype === Object.prototype || prototype === null;
  if (!isPlain || above.includes(value)) return plain(value);
  const within = [...above, value];
  if (isList) return `[${value.map((item) => describe(item, within)).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, entry]) => `${JSON.stringify(key)}:${describe(entry, within)}`)
    .join(",")}}`;
}

const plain = (value: unknown): string => JSON.stringify(safeJson(value)) ?? "undefined";
