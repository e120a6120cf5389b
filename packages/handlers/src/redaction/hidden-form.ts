import { ownKeys } from "./copy-object.js";

/** What an object shows although none of its properties does: `undefined` for one that has no such thing. */
export function hiddenForm(value: object): unknown {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return undefined;
  if (Object.prototype.toString.call(value) === "[object String]") return String(value as unknown);
  if (typeof URL === "function" && value instanceof URL) return value.href;
  if (isPairs(value)) return Object.fromEntries([...value].map(([name, entry]) => [String(name), entry]));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return undefined;
  if (Object.getPrototypeOf(value) === Object.prototype || isMessage(value)) return undefined;
  const { toJSON } = value as { readonly toJSON?: unknown };
  return typeof toJSON === "function" ? toJSON.call(value) : undefined;
}

/** Nothing in it can be copied: a date, an address, a list of headers, bytes. */
export function isOpaque(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return false;
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || ownKeys(value).length === 0;
}

/** `Headers`, `URLSearchParams`, `FormData`. */
function isPairs(value: object): value is Iterable<readonly [unknown, unknown]> {
  const { entries, getAll, getSetCookie } = value as Readonly<Record<string, unknown>>;
  return typeof entries === "function" && (typeof getAll === "function" || typeof getSetCookie === "function");
}

/** A message's JSON is made of its properties, and costs something to make. */
function isMessage(value: object): boolean {
  return "lc_namespace" in value && "getType" in value;
}
