import type { JsonValue } from "../schema/trace-event.js";
import { nestsTooDeep } from "../schema/nests-too-deep.js";
import type { OtlpAttributes } from "./otlp-span.js";

const maxJsonLength = 8_000_000;

/** Attributes that are taken one by one: what nobody took is kept as it came. */
export class AttributeReader {
  readonly #attributes: OtlpAttributes;
  readonly #taken = new Set<string>();

  constructor(attributes: OtlpAttributes) {
    this.#attributes = attributes;
  }

  has(key: string): boolean {
    return this.#attributes.has(key);
  }

  hasPrefix(prefix: string): boolean {
    return [...this.#attributes.keys()].some((key) => key.startsWith(prefix));
  }

  /** The first of the keys that stands for a text. It stays where it is: what names a thing is worth seeing there, too. */
  text(...keys: readonly string[]): string | undefined {
    for (const key of keys) {
      const value = this.#attributes.get(key);
      if (typeof value === "string" && value !== "") return value;
    }
    return undefined;
  }

  /** The first of the keys that stands for a number. */
  number(...keys: readonly string[]): number | undefined {
    for (const key of keys) {
      const number = numberOf(this.#attributes.get(key));
      if (number !== undefined) return number;
    }
    return undefined;
  }

  /** What a key says, its JSON text included; it stays where it is. */
  peek(key: string): JsonValue | undefined {
    const value = this.#attributes.get(key);
    return value === undefined ? undefined : parsed(value);
  }

  /** What follows a prefix, by what follows it; it stays where it is. */
  peekPrefix(prefix: string): ReadonlyMap<string, JsonValue> {
    const told = [...this.#attributes].filter(([key]) => key.startsWith(prefix));
    return new Map(told.map(([key, value]) => [key.slice(prefix.length), value]));
  }

  /** The first of the keys that is there, taken: what its JSON text says, if it is one. */
  take(...keys: readonly string[]): JsonValue | undefined {
    const key = keys.find((each) => this.#attributes.has(each));
    if (key === undefined) return undefined;
    this.#taken.add(key);
    return parsed(this.#attributes.get(key) ?? null);
  }

  /** What follows a prefix, by what follows it; taken. */
  takePrefix(prefix: string): ReadonlyMap<string, JsonValue> {
    const found = this.peekPrefix(prefix);
    for (const key of found.keys()) this.#taken.add(prefix + key);
    return found;
  }

  /** Lists that are spread over keys, `prefix.0.role`, `prefix.0.content`, in order, however their numbers jump; taken. */
  takeList(prefix: string): readonly ReadonlyMap<string, JsonValue>[] {
    return listOf(this.takePrefix(`${prefix}.`));
  }

  get rest(): { readonly [key: string]: JsonValue } {
    return Object.fromEntries([...this.#attributes].filter(([key]) => !this.#taken.has(key)));
  }
}

/** What stands under `0.…`, `1.…`, in the order of these numbers. */
export function listOf(
  entries: ReadonlyMap<string, JsonValue>,
  within = "",
): readonly ReadonlyMap<string, JsonValue>[] {
  const items = new Map<number, Map<string, JsonValue>>();
  for (const [key, value] of entries) {
    const [, place, name] = (key.startsWith(within) && /^(\d{1,9})\.(.+)$/su.exec(key.slice(within.length))) || [];
    if (place === undefined || name === undefined) continue;
    const item = items.get(Number(place)) ?? new Map<string, JsonValue>();
    items.set(Number(place), item.set(name, value));
  }
  return [...items].sort(([left], [right]) => left - right).map(([, item]) => item);
}

/** What a text says as JSON; the text itself, if it is none, or of more levels than can be walked through. */
export function parsed(value: JsonValue): JsonValue {
  if (typeof value !== "string" || value.length > maxJsonLength || !/^\s*[[{]/u.test(value)) return value;
  try {
    const said = JSON.parse(value) as JsonValue;
    return nestsTooDeep(said) ? value : said;
  } catch {
    return value;
  }
}

function numberOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  const text = typeof value === "object" && value !== null && "value" in value ? value.value : value;
  const number = typeof text === "string" && text !== "" ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
