import { MessageMergeError } from "./message-merge-error.js";

type Dictionary = Record<string, unknown>;

/** Marks rather than contents: the first one stays, they are neither joined nor summed. */
const keptKeys = new Set(["type", "index", "created", "timestamp"]);
/** Strings that a later chunk repeats or corrects; joining them would double them. */
const replacedKeys = new Set(["id", "name", "output_version", "model_provider"]);

/**
 * Merges what two chunks say in a dictionary (metadata, a content part): texts are joined, numbers summed, dictionaries and lists merged
 * in turn; `id`, `name` and the like are replaced, `type`, `index` and time stamps stay. Neither side is changed.
 *
 * @throws MessageMergeError if a key has two types.
 */
export function mergeDictionaries<T extends object>(left: T | undefined, right: T | undefined): T | undefined {
  if (left == null || right == null) return left ?? right ?? undefined;
  const merged = Object.assign({}, left) as Dictionary;
  for (const [key, value] of Object.entries(right)) merged[key] = mergeEntry(key, merged[key], value);
  return merged as T;
}

/**
 * Merges two lists of parts: a part with the `index` (or, without one, the `id`) of an earlier part continues it, any other is appended;
 * appended text parts that are empty are left out. Neither side is changed.
 */
export function mergeLists<T>(left: readonly T[] | undefined, right: readonly T[] | undefined): T[] | undefined {
  if (left == null || right == null) return (left ?? right ?? undefined) as T[] | undefined;
  const merged = [...left];
  for (const item of right) appendPart(merged, item, mergeDictionaries);
  return merged;
}

/** Puts one part into a list, in place: merged into the part that it continues, or at the end. */
export function appendPart<T>(parts: T[], part: T, merge: (left: Dictionary, right: Dictionary) => unknown): void {
  const position = findContinued(parts, part);
  if (position >= 0) parts[position] = merge(parts[position] as Dictionary, part as Dictionary) as T;
  else if (!isEmptyText(part)) parts.push(part);
}

function mergeEntry(key: string, left: unknown, right: unknown): unknown {
  if (left == null) return right;
  if (right == null) return left;
  if (typeof left !== typeof right || Array.isArray(left) !== Array.isArray(right))
    throw new MessageMergeError(key, left, right);
  if (typeof left === "string" || typeof left === "number") {
    if (keptKeys.has(key)) return left;
    if (typeof left === "number") return left + (right as number);
    if (replacedKeys.has(key)) return right || left;
    return left + (right as string);
  }
  if (Array.isArray(left)) return mergeLists(left, right as unknown[]);
  return typeof left === "object" ? mergeDictionaries(left, right as object) : left;
}

function findContinued(parts: readonly unknown[], part: unknown): number {
  if (typeof part !== "object" || part === null) return -1;
  const { index, id, type } = part as Dictionary;
  const hasIndex = isIndex(index);
  const hasId = isId(id);
  if (!hasIndex && !hasId) return -1;
  return parts.findIndex((other) => {
    if (typeof other !== "object" || other === null) return false;
    const earlier = other as Dictionary;
    if (hasIndex !== isIndex(earlier.index)) return false;
    if (!hasIndex) return earlier.id === id;
    if (earlier.index !== index || !isSameKind(earlier.type, type)) return false;
    return !hasId || !isId(earlier.id) || earlier.id === id;
  });
}

function isIndex(value: unknown): boolean {
  return typeof value === "number" || typeof value === "string";
}

function isId(value: unknown): boolean {
  return value != null && value !== "";
}

/** Providers reuse an index for parts of different kinds; `text_delta` continues `text`. */
function isSameKind(left: unknown, right: unknown): boolean {
  return (
    typeof left !== "string" ||
    typeof right !== "string" ||
    left.replace(/_delta$/, "") === right.replace(/_delta$/, "")
  );
}

function isEmptyText(part: unknown): boolean {
  return typeof part === "object" && part !== null && (part as Dictionary).text === "";
}
