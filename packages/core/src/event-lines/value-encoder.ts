import { EarshotError } from "../errors/earshot-error.js";
import type { JsonValue, SafeJsonLimits } from "../util/safe-json.js";
import { toBase64 } from "./base64.js";
import { type JsonObject, setKey, tagKey } from "./json-object.js";
import { revivableClass, revivableName } from "./revivable-classes.js";

/** What one line may hold at most; what lies beyond is described in its place. */
export interface LineLimits extends SafeJsonLimits {
  /** Characters of text in one line, default 8,000,000. */
  readonly maxLineText?: number;
  /** Whether errors are written down with their stacks, which name files of this machine. Default true. */
  readonly stacks?: boolean;
}

/** Fields that a class makes by itself if it is given none. */
const emptyByDefault = new Set([
  "additional_kwargs",
  "response_metadata",
  "tool_calls",
  "invalid_tool_calls",
  "tool_call_chunks",
]);

const ownErrorKeys = new Set(["name", "message", "stack", "cause", "errors"]);

/**
 * Writes values down as JSON that says what they were: see docs/jsonl.md for the form of each. Never throws, never changes its input,
 * and what it makes is bounded. One encoder for each line.
 */
export class ValueEncoder {
  readonly #limits: Required<LineLimits>;
  readonly #above: object[] = [];
  #values = 0;
  #text = 0;

  constructor(limits: LineLimits = {}) {
    const { maxDepth = 32, maxEntries = 10_000, maxText = 1_000_000, maxValues = 100_000 } = limits;
    const { maxLineText = 8_000_000, stacks = true } = limits;
    this.#limits = { maxDepth, maxEntries, maxText, maxValues, maxLineText, stacks };
  }

  encode(value: unknown): JsonValue {
    switch (typeof value) {
      case "string":
        return this.#encodeText(value);
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : tagged("number", { value: Object.is(value, -0) ? "-0" : String(value) });
      case "bigint":
        return tagged("bigint", { value: this.#encodeText(String(value)) });
      case "undefined":
        return tagged("undefined", {});
      case "function":
        return this.#encodeText(`[function ${nameOf(value)}]`);
      case "symbol":
        return this.#encodeText(String(value));
      default:
        return value === null ? null : this.#encodeBounded(value as object);
    }
  }

  #encodeText(text: string): string {
    const room = Math.min(this.#limits.maxText, Math.max(0, this.#limits.maxLineText - this.#text));
    this.#text += Math.min(text.length, room);
    return text.length > room ? `${text.slice(0, room)}… (${text.length} characters)` : text;
  }

  #encodeBounded(item: object): JsonValue {
    const above = this.#above;
    if (above.includes(item)) return "[cycle]";
    if (++this.#values > this.#limits.maxValues || above.length >= this.#limits.maxDepth)
      return Array.isArray(item) ? `[array of ${item.length}]` : "[object]";
    above.push(item);
    try {
      return this.#encodeObject(item);
    } catch (error) {
      return this.#encodeText(`[unreadable: ${textOf(error)}]`);
    } finally {
      above.pop();
    }
  }

  #encodeObject(item: object): JsonValue {
    if (Array.isArray(item)) return this.#encodeItems(item);
    const name = revivableName(item);
    if (name !== undefined) return this.#encodeRevivable(name, item as Readonly<Record<string, unknown>>);
    if (item instanceof Error) return this.#encodeError(item);
    if (item instanceof Date)
      return tagged("date", { value: Number.isNaN(item.getTime()) ? null : item.toISOString() });
    if (item instanceof Map)
      return tagged("map", { entries: this.#encodeItems([...item].map(([key, entry]) => [key, entry])) });
    if (item instanceof Set) return tagged("set", { items: this.#encodeItems([...item]) });
    if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) return this.#encodeBytes(item);
    if (item instanceof RegExp) return this.#encodeText(String(item));
    const { toJSON } = item as { readonly toJSON?: unknown };
    if (typeof toJSON === "function") return this.encode(toJSON.call(item) as unknown);
    const entries = this.#encodeEntries(Object.entries(item));
    return Object.hasOwn(entries, tagKey) ? tagged("object", { value: entries }) : entries;
  }

  #encodeItems(items: readonly unknown[]): JsonValue[] {
    const { maxEntries } = this.#limits;
    const kept = Array.from(items.slice(0, maxEntries), (item) => this.encode(item));
    if (items.length > maxEntries) kept.push(`… ${items.length - maxEntries} more`);
    return kept;
  }

  #encodeEntries(entries: readonly (readonly [string, unknown])[]): JsonObject {
    const { maxEntries } = this.#limits;
    const kept: JsonObject = {};
    for (const [key, entry] of entries.slice(0, maxEntries))
      if (entry !== undefined) setKey(kept, this.#encodeText(key), this.encode(entry));
    if (entries.length > maxEntries) kept["…"] = `${entries.length - maxEntries} more`;
    return kept;
  }

  #encodeRevivable(name: string, item: Readonly<Record<string, unknown>>): JsonObject {
    const encoded = tagged(name, {});
    const hasNoCalls = item["hasToolCalls"] === false; // the lists of a chunk are made when they are read
    for (const field of revivableClass(name)?.fields ?? []) {
      if (hasNoCalls && field.includes("tool_call")) continue;
      const value = item[field];
      if (value !== undefined && !(emptyByDefault.has(field) && isEmpty(value))) encoded[field] = this.encode(value);
    }
    return encoded;
  }

  #encodeError(error: Error): JsonObject {
    const { name, message, stack } = error;
    const encoded = tagged("error", {
      name: this.#encodeText(String(name)),
      message: this.#encodeText(String(message)),
    });
    if (EarshotError.isInstance(error)) encoded["isEarshotError"] = true;
    if (this.#limits.stacks && typeof stack === "string") encoded["stack"] = this.#encodeText(stack);
    if (error.cause !== undefined) encoded["cause"] = this.encode(error.cause);
    const { errors } = error as { readonly errors?: unknown };
    if (Array.isArray(errors)) encoded["errors"] = this.#encodeItems(errors);
    const fields = Object.entries(error).filter(([key]) => !ownErrorKeys.has(key));
    if (fields.length > 0) encoded["fields"] = this.#encodeEntries(fields);
    const marks = marksOf(error);
    if (marks.length > 0) encoded["marks"] = this.#encodeEntries(marks);
    return encoded;
  }

  #encodeBytes(item: ArrayBufferView | ArrayBuffer): JsonValue {
    const { maxText, maxLineText } = this.#limits;
    const length = Math.ceil(item.byteLength / 3) * 4;
    if (length > maxText || length > maxLineText - this.#text) return `[${item.byteLength} bytes]`;
    this.#text += length;
    const bytes = ArrayBuffer.isView(item)
      ? new Uint8Array(item.buffer, item.byteOffset, item.byteLength)
      : new Uint8Array(item);
    const type = (item as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
    return tagged("bytes", { type, base64: toBase64(bytes) });
  }
}

const tagged = (tag: string, content: JsonObject): JsonObject => ({ [tagKey]: tag, ...content });

/** What libraries mark errors with for others to read, under symbols that all know: whether one may be tried again, say. */
function marksOf(error: Error): [string, unknown][] {
  return Object.getOwnPropertySymbols(error).flatMap((symbol): [string, unknown][] => {
    const key = Symbol.keyFor(symbol);
    return key === undefined || key === "earshot.error" ? [] : [[key, Reflect.get(error, symbol)]];
  });
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

/** A class may define what its name is, even so that it throws. */
function nameOf(item: { readonly name?: unknown }): string {
  try {
    return String(item.name) || "anonymous";
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
