import { get_lc_unique_name, type SerializableClass } from "../load/serializable.js";
import { argumentNames } from "./argument-names.js";
import type { LoadOptions } from "./load-options.js";
import { loadableClasses, type LoadableClass } from "./loadable-classes.js";

/** A class that a text may make, and how its constructor calls what is written down under a key. */
export interface FoundClass {
  readonly loadable: LoadableClass;
  readonly argumentName: (key: string) => string;
}

/** The class that an id names, if it may be made: from what the caller passed, or one of Earshot's own. */
export function findClass(id: readonly string[], options: LoadOptions): FoundClass | undefined {
  const namespace = id.slice(0, -1).join("/");
  const name = id.at(-1) as string;
  const below = id[0] === "langchain" ? id.slice(1, -1).join("/") : undefined;
  const loadable =
    exported(ownValue(options.optionalImportsMap, namespace), name) ??
    (below === undefined ? undefined : exported(ownValue(options.importMap, below), name)) ??
    (ownValue(ownValue(loadableClasses, namespace), name) as LoadableClass | undefined);
  return loadable === undefined ? undefined : { loadable, argumentName: argumentNames(loadable) };
}

/** Only a class that serializes itself, under the name it then has, or the one it is exported by. */
function exported(module: unknown, name: string): LoadableClass | undefined {
  if (typeof module !== "object" || module === null) return undefined;
  const classes = Object.entries(module).filter((entry): entry is [string, LoadableClass] => isSerializable(entry[1]));
  const named = classes.find(([, each]) => get_lc_unique_name(each as unknown as SerializableClass) === name);
  return (named ?? classes.find(([key]) => key === name))?.[1];
}

function isSerializable(value: unknown): boolean {
  const prototype = typeof value === "function" ? (value.prototype as unknown) : undefined;
  return typeof prototype === "object" && prototype !== null && "lc_id" in prototype && "toJSON" in prototype;
}

function ownValue(record: unknown, key: string): unknown {
  if (typeof record !== "object" || record === null || !Object.hasOwn(record, key)) return undefined;
  return (record as Record<string, unknown>)[key];
}
