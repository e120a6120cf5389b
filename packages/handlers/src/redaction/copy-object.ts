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
function ownKeys(value: object): readonly string[] {
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

/** What an object shows although none of its properties does: `undefined` for one that has no such thing. */
export function hiddenForm(value: object): unknown {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return undefined;
  if (value instanceof String) return String(value);
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
