/** A step from one JSON value to another (RFC 6902), of those that a difference consists of. */
export type JsonPatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string };

type Container = Readonly<Record<string, unknown>>;

/**
 * What makes `previous` into `next`: what a library that applies patches doesn't tell. Where both have the same object nothing is compared,
 * so that the difference between two snapshots costs what has changed. Without a previous value it is the whole.
 */
export function compareJson(previous: unknown, next: unknown): JsonPatchOperation[] {
  if (!areAlike(previous, next)) return [{ op: "replace", path: "", value: next }];
  const operations: JsonPatchOperation[] = [];
  compareContainers(previous as Container, next as Container, { path: "", operations });
  return operations;
}

interface Comparison {
  readonly path: string;
  readonly operations: JsonPatchOperation[];
}

/** From the last key to the first: items that are gone have to be taken out from behind. What is new follows in order. */
function compareContainers(previous: Container, next: Container, { path, operations }: Comparison): void {
  const keys = Object.keys(previous);
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] as string;
    const [before, after] = [previous[key], next[key]];
    if (before === after) continue;
    const here = `${path}/${escapeKey(key)}`;
    if (!Object.hasOwn(next, key)) operations.push({ op: "remove", path: here });
    else if (areAlike(before, after))
      compareContainers(before as Container, after as Container, { path: here, operations });
    else operations.push({ op: "replace", path: here, value: after });
  }
  for (const key of Object.keys(next)) {
    if (!Object.hasOwn(previous, key))
      operations.push({ op: "add", path: `${path}/${escapeKey(key)}`, value: next[key] });
  }
}

/** Both arrays, or both objects. */
function areAlike(left: unknown, right: unknown): boolean {
  const areObjects = typeof left === "object" && left !== null && typeof right === "object" && right !== null;
  return areObjects && Array.isArray(left) === Array.isArray(right);
}

const escapeKey = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
