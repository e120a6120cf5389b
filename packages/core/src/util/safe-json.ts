/** The bounds of {@link safeJson}; what lies beyond them is described, not copied. */
export interface SafeJsonLimits {
  /** Nesting levels kept, default 12. */
  readonly maxDepth?: number;
  /** Entries kept of one array, object, map or set, default 1,000. */
  readonly maxEntries?: number;
  /** Characters kept of one string, default 100,000. */
  readonly maxText?: number;
  /** Values kept in all, default 100,000: one object that is reached by many ways counts each time. */
  readonly maxValues?: number;
}

/** Anything JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/**
 * A bounded plain copy of any value, safe to keep and to send: cycles, BigInt, Map, Set, Date, Error, bytes, functions and symbols
 * survive as a description, a getter or `toJSON` that throws becomes the text of what it threw. Never throws, never changes its input.
 *
 * @example
 * ```ts
 * import { safeJson } from "@earshot/core/events";
 *
 * console.log(JSON.stringify(safeJson({ big: 10n, when: new Date(0), tags: new Set(["a"]) })));
 * // => {"big":"10n","when":"1970-01-01T00:00:00.000Z","tags":["a"]}
 * ```
 */
export function safeJson(value: unknown, limits: SafeJsonLimits = {}): JsonValue {
  const { maxDepth = 12, maxEntries = 1000, maxText = 100_000, maxValues = 100_000 } = limits;
  const above: object[] = [];
  let values = 0;

  function copy(item: unknown): JsonValue {
    if (typeof item === "string")
      return item.length > maxText ? `${item.slice(0, maxText)}… (${item.length} characters)` : item;
    if (item === null || typeof item === "boolean") return item;
    if (typeof item === "number") return Number.isFinite(item) ? item : String(item);
    if (typeof item === "bigint") return `${item}n`;
    if (typeof item === "function") return `[function ${nameOf(item as object)}]`;
    if (typeof item !== "object") return String(item);
    if (above.includes(item)) return "[cycle]";
    if (++values > maxValues || above.length >= maxDepth)
      return Array.isArray(item) ? `[array of ${item.length}]` : "[object]";
    above.push(item);
    try {
      return copyObject(item);
    } catch (error) {
      return `[unreadable: ${textOf(error)}]`;
    } finally {
      above.pop();
    }
  }

  function copyObject(item: object): JsonValue {
    if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) return `[${item.byteLength} bytes]`;
    if (item instanceof Error)
      return copyEntries([["name", item.name], ["message", item.message], ...Object.entries(item)]);
    if (item instanceof Map) return copyEntries([...item].map(([key, entry]) => [String(key), entry]));
    if (item instanceof Set) return copyItems([...item]);
    if (Array.isArray(item)) return copyItems(item);
    const { toJSON } = item as { toJSON?: unknown };
    if (typeof toJSON === "function") return copy(toJSON.call(item));
    return copyEntries(Object.entries(item));
  }

  function copyItems(items: readonly unknown[]): JsonValue {
    const kept = items.slice(0, maxEntries).map(copy);
    if (items.length > maxEntries) kept.push(`… ${items.length - maxEntries} more`);
    return kept;
  }

  function copyEntries(entries: readonly (readonly [string, unknown])[]): JsonValue {
    const kept: { [key: string]: JsonValue } = {};
    for (const [key, entry] of entries.slice(0, maxEntries)) if (entry !== undefined) define(kept, key, copy(entry));
    if (entries.length > maxEntries) kept["…"] = `${entries.length - maxEntries} more`;
    return kept;
  }

  return copy(value);
}

/** A class may define what its name is, even so that it throws. */
function nameOf(item: object & { readonly name?: string }): string {
  try {
    return item.name || "anonymous";
  } catch {
    return "anonymous";
  }
}

/** What is thrown may be unreadable itself. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}

/** A key named `__proto__` is data like any other. */
function define(target: object, key: string, value: JsonValue): void {
  if (key === "__proto__") Object.defineProperty(target, key, { value, enumerable: true });
  else (target as { [key: string]: JsonValue })[key] = value;
}
