/** Every string in a value, keys and getters of its class included: all that a handler could come by. */
export function allStringsIn(value: unknown, seen = new Set<object>()): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "bigint") return [String(value)];
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const strings: string[] = [];
  const add = (inner: unknown): void => void strings.push(...allStringsIn(inner, seen));
  if (value instanceof URL) add(value.href);
  if (value instanceof Map || value instanceof Headers) for (const entry of value) add(entry);
  if (value instanceof Set) for (const entry of value) add(entry);
  for (const key of Reflect.ownKeys(value)) {
    add(String(key));
    add(read(value, key));
  }
  for (const level of prototypesOf(value))
    for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(level)))
      if (get !== undefined) add(read(value, key));
  return strings;
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

function* prototypesOf(value: object): Generator<object> {
  for (
    let level: unknown = Object.getPrototypeOf(value);
    typeof level === "object" && level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level)
  )
    yield level;
}
