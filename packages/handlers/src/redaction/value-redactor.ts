import { copyOf, entriesOf } from "./copy-object.js";
import { hiddenForm, isOpaque } from "./hidden-form.js";
import { leadsTo, type PathRule } from "./path-rule.js";
import { RedactionLimitError } from "./redaction-limit-error.js";
import type { TextRedactor } from "./text-redactor.js";

/** As many values as one field may have: beyond, it is withheld rather than looked through for ever. */
const maxValues = 500_000;

type Keys = readonly string[];

/** Whether a text is redacted already: where it stands, and in what. */
export type SkipText = (keys: readonly string[], holder: unknown) => boolean;

/** Blocks of a message's content: each kind is one text, over all of them. */
const blockTexts = ["text", "thinking", "reasoning"] as const;

interface CompiledPath {
  readonly keys: Keys;
  readonly replacement: unknown;
}

/** Hides what rules find in a value of any shape. Nothing is changed in place; what has nothing to hide is answered as it is. */
export class ValueRedactor {
  readonly #texts: TextRedactor;
  readonly #paths: readonly CompiledPath[];

  constructor(texts: TextRedactor, paths: readonly PathRule[]) {
    this.#texts = texts;
    this.#paths = paths.map(({ path, replacement }) => ({ keys: path.toLowerCase().split("."), replacement }));
  }

  /** @param skips texts that are redacted already */
  redact(value: unknown, keys: Keys, skips: SkipText = never): unknown {
    return new Walk({ texts: this.#texts, paths: this.#paths, skips }).redact(value, keys);
  }
}

const never = (): boolean => false;

interface WalkParts {
  readonly texts: TextRedactor;
  readonly paths: readonly CompiledPath[];
  readonly skips: SkipText;
}

/** One value on its way: first it is looked through, and copied only if there is something to hide. */
class Walk {
  readonly #parts: WalkParts;
  #values = 0;
  /** What was looked through and has nothing; where paths matter, only what lies above. */
  readonly #looked = new Set<object>();
  readonly #copies = new Map<object, unknown>();
  /** Blocks, and of each the key whose text was read with those of its neighbours: by itself it may look like what the whole is not. */
  readonly #joined = new Map<object, string>();

  constructor(parts: WalkParts) {
    this.#parts = parts;
  }

  redact(value: unknown, keys: Keys): unknown {
    return this.#needs(value, keys) ? this.#copy(value, keys) : value;
  }

  #needs(value: unknown, keys: Keys, holder?: unknown): boolean {
    if (++this.#values > maxValues) throw new RedactionLimitError(maxValues);
    if (this.#pathRule(keys, value) !== undefined) return true;
    if (typeof value !== "object" || value === null) return this.#leaf(value, keys, holder) !== value;
    if (this.#looked.has(value)) return false;
    this.#looked.add(value);
    const needs = this.#objectNeeds(value, keys);
    if (this.#parts.paths.length > 0) this.#looked.delete(value);
    return needs;
  }

  #objectNeeds(value: object, keys: Keys): boolean {
    if (Array.isArray(value)) return this.#listNeeds(value, keys);
    for (const [key, entry] of entriesOf(value)) {
      const name = String(key);
      if (this.#shown(name) !== name || this.#needs(entry, [...keys, name], value)) return true;
    }
    const hidden = hiddenForm(value);
    return hidden !== undefined && this.#needs(hidden, keys);
  }

  #listNeeds(items: readonly unknown[], keys: Keys): boolean {
    const shown = this.#redactBlocks(items);
    try {
      return shown !== items || items.some((item, index) => this.#needs(item, [...keys, String(index)], items));
    } finally {
      this.#part(shown);
    }
  }

  /** A block that is met elsewhere is read by itself. */
  #part(items: readonly unknown[]): void {
    for (const item of items as readonly object[]) if (this.#joined.delete(item)) this.#forget(item);
  }

  #forget(block: object): void {
    this.#looked.delete(block);
    this.#copies.delete(block);
  }

  #copy(value: unknown, keys: Keys, holder?: unknown): unknown {
    const rule = this.#pathRule(keys, value);
    if (rule !== undefined) return rule.replacement;
    if (typeof value !== "object" || value === null) return this.#leaf(value, keys, holder);
    if (this.#copies.has(value)) return this.#copies.get(value);
    const hidden = hiddenForm(value);
    if (hidden !== undefined && this.#needs(hidden, keys)) return this.#copy(hidden, keys);
    if (isOpaque(value)) return value;
    const source = Array.isArray(value) ? this.#redactBlocks(value) : value;
    const copy = copyOf(source, {
      started: (unfinished) => this.#copies.set(value, unfinished),
      key: (key) => this.#shown(key),
      entry: (key, entry) => this.#copy(entry, [...keys, key], value),
    });
    if (Array.isArray(source)) this.#part(source);
    if (this.#parts.paths.length > 0) this.#copies.delete(value); // by another way it may look otherwise
    return Object.isFrozen(value) ? Object.freeze(copy) : copy;
  }

  #leaf(value: unknown, keys: Keys, holder: unknown): unknown {
    if (typeof value === "string") {
      if (this.#parts.skips(keys, holder)) return value;
      const found = this.#places(value, keys);
      return this.#joined.get(holder as object) === keys.at(-1) ? found : this.#shown(found);
    }
    if (typeof value !== "number" && typeof value !== "bigint") return value;
    const text = String(value);
    if (text.length < 8) return value;
    const shown = this.#shown(text);
    return shown === text ? value : shown;
  }

  /** Text that is JSON is looked into, where there are paths; it stays as it is written unless something is hidden in it. */
  #places(value: string, keys: Keys): string {
    if (this.#parts.paths.length === 0 || !/^\s*[[{]/.test(value)) return value;
    let parsed: unknown;
    try {
      parsed = JSON.parse(value);
    } catch {
      return value;
    }
    const shown = new Walk({ ...this.#parts, skips: never }).redact(parsed, keys);
    return shown === parsed ? value : JSON.stringify(shown);
  }

  #shown(text: string): string {
    return this.#parts.texts.redact(text);
  }

  #pathRule(keys: Keys, value: unknown): CompiledPath | undefined {
    if (value === undefined) return undefined;
    return this.#parts.paths.find((rule) => rule.replacement !== value && leadsTo(rule.keys, keys));
  }

  /** The same list if there is nothing to hide that lies across its blocks. */
  #redactBlocks(items: readonly unknown[]): readonly unknown[] {
    let shown = items;
    for (const key of blockTexts) shown = this.#redactAcross(shown, key);
    return shown;
  }

  #redactAcross(items: readonly unknown[], key: (typeof blockTexts)[number]): readonly unknown[] {
    const places = [...items.keys()].filter((index) => isBlock(items[index], key));
    if (places.length < 2) return items;
    const pieces = places.map((place) => (items[place] as Record<string, string>)[key] ?? "");
    const shown = this.#parts.texts.redactPieces(pieces);
    const copy = shown === pieces ? items : [...items];
    for (const [index, place] of places.entries()) {
      const block = shown === pieces ? (items[place] as object) : { ...(items[place] as object), [key]: shown[index] };
      (copy as unknown[])[place] = block;
      this.#joined.set(block, key);
      this.#forget(block);
    }
    return copy;
  }
}

function isBlock(item: unknown, key: string): boolean {
  if (typeof item !== "object" || item === null) return false;
  const block = item as Record<string, unknown>;
  return block["type"] === key && typeof block[key] === "string";
}
