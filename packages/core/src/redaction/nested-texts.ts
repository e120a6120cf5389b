type Dictionary = Readonly<Record<string, unknown>>;

/** Names of things, which come whole. */
const wholeKeys = new Set(["id", "type", "name", "index"]);

/** The strings below `value`, each named by the path to it: an item of a list by its `index`, if it has one. */
export function readNested(value: unknown, path: readonly string[], add: (name: string, text: string) => void): void {
  if (typeof value === "string") return add(JSON.stringify(path), value);
  if (typeof value !== "object" || value === null) return;
  for (const [key, entry] of entriesOf(value)) if (!wholeKeys.has(key)) readNested(entry, [...path, key], add);
}

/** A copy of `value` with what `take` answers for each of those strings. */
export function writeNested(value: unknown, path: readonly string[], take: (name: string) => string): unknown {
  if (typeof value === "string") return take(JSON.stringify(path));
  if (typeof value !== "object" || value === null) return value;
  const write = ([key, entry]: readonly [string, unknown]): unknown =>
    wholeKeys.has(key) ? entry : writeNested(entry, [...path, key], take);
  if (Array.isArray(value)) return entriesOf(value).map(write);
  return Object.fromEntries(entriesOf(value).map((entry) => [entry[0], write(entry)]));
}

/** Puts a text where its path leads, which may not be there in this chunk; in the copy that {@link writeNested} made. */
export function placeNested(target: Record<string, unknown>, path: readonly string[], text: string): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    target[key] = text;
    return;
  }
  const isList = rest.length > 1 && /^\d+$/.test(rest[0] ?? "");
  const inner = (target[key] ??= isList ? [] : {});
  if (!Array.isArray(inner)) return placeNested(inner as Record<string, unknown>, rest, text);
  const [index, ...within] = rest;
  let item = entriesOf(inner).find(([name]) => name === index)?.[1];
  if (item === undefined) inner.push((item = { index: Number(index) }));
  placeNested(item as Record<string, unknown>, within, text);
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(value)) return Object.entries(value);
  return value.map((item: unknown, position) => [String((item as Dictionary | null)?.["index"] ?? position), item]);
}
