/** How the parts of an object are copied. */
export interface CopyParts {
  /** Told of the copy before its parts are copied, so that a cycle leads to it. */
  readonly started: (copy: object) => void;
  readonly key: (key: string) => string;
  readonly entry: (key: string, entry: unknown) => unknown;
}

/** What an error has without listing it. */
const errorKeys = ["name", "message", "stack", "cause", "errors"] as const;

/** What a value holds, as far as a handler comes by it: entries of lists, maps and sets, own properties, an error's message and stack. */
export function entriesOf(value: object): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  if (value instanceof Map)
    return [...value].flatMap(
      ([key, entry], index) =>
        [
          [key, entry],
          [index, key],
        ] as const,
    );
  if (value instanceof Set) return [...value].map((entry, index) => [index, entry]);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return [];
  return ownKeys(value).map((key) => [key, readFrom(value, key)]);
}

/** A copy of the same kind with copied parts. */
export function copyOf(value: object, parts: CopyParts): object {
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    parts.started(copy);
    for (const [index, entry] of value.entries()) copy.push(parts.entry(String(index), entry));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    parts.started(copy);
    for (const [key, entry] of value) copy.set(parts.entry(String(key), key), parts.entry(String(key), entry));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    parts.started(copy);
    for (const [index, entry] of [...value].entries()) copy.add(parts.entry(String(index), entry));
    return copy;
  }
  return copyProperties(value, parts);
}

/** Of its class still, with the same properties. */
function copyProperties(original: object, { started, key, entry }: CopyParts): object {
  const copy = Object.create(Object.getPrototypeOf(original) as object | null) as object;
  started(copy);
  for (const name of ownKeys(original)) {
    const value = entry(name, readFrom(original, name));
    const own = Object.getOwnPropertyDescriptor(original, name);
    if (own === undefined) Reflect.set(copy, name, value);
    else
      Object.defineProperty(copy, key(name), {
        value,
        enumerable: own.enumerable === true,
        writable: true,
        configurable: true,
      });
  }
  return copy;
}

/** Names of own properties, and of those that a class keeps elsewhere and lets be set: the calls of a message chunk. */
export function ownKeys(value: object): readonly string[] {
  const names = Object.keys(value);
  if (value instanceof Error)
    for (const key of errorKeys) if (Object.hasOwn(value, key) && !names.includes(key)) names.push(key);
  if (Object.getOwnPropertySymbols(value).length === 0) return names;
  for (let level = prototypeOf(value); level !== null && level !== Object.prototype; level = prototypeOf(level))
    for (const [name, { get, set }] of Object.entries(Object.getOwnPropertyDescriptors(level)))
      if (get !== undefined && set !== undefined && name !== "lc_kwargs" && !names.includes(name)) names.push(name);
  return names;
}

const prototypeOf = (value: object) => Object.getPrototypeOf(value) as object | null;

/** A getter may throw. */
function readFrom(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return "[unreadable]";
  }
}
