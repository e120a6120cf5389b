import { escapeValue } from "./escape-value.js";
import { kwargsOf } from "./kwargs-of.js";
import type { Serialized, SerializedNotImplemented } from "./serialized.js";
import { serializedSecret } from "./serialized-secret.js";
import { snakeCase } from "./snake-case.js";

type Kwargs = Record<string, unknown>;

/**
 * The base of everything that can be written down as `{ lc: 1, type, id, kwargs }` and rebuilt from it: messages, prompts, models.
 *
 * A subclass names its place in `lc_namespace`, says `lc_serializable = true`, and passes its constructor's arguments to `super`.
 * Secrets listed in `lc_secrets` never leave the object: wherever such an argument came from, and under whichever of its names, the
 * serialized form has `{ lc: 1, type: "secret", id: [NAME] }`. Nothing is computed until somebody asks, and no environment variable
 * is read.
 *
 * @example
 * ```ts
 * import { Serializable } from "@earshot/core/load/serializable";
 *
 * class Weather extends Serializable {
 *   lc_namespace = ["example", "tools"];
 *   override lc_serializable = true;
 *   override get lc_secrets() {
 *     return { apiKey: "WEATHER_API_KEY" };
 *   }
 * }
 * const serialized = new Weather({ apiKey: "s3cret", maxDays: 3 }).toJSON();
 * if (serialized.type === "constructor") console.log(JSON.stringify(serialized.kwargs));
 * // => {"api_key":{"lc":1,"type":"secret","id":["WEATHER_API_KEY"]},"max_days":3}
 * ```
 */
export abstract class Serializable {
  /** Where the class lives; `lc_id` is this path with the class name appended. */
  abstract lc_namespace: string[];
  /** False (the default) makes `toJSON()` answer `not_implemented`. */
  declare lc_serializable: boolean;

  static {
    this.prototype.lc_serializable = false; // on the prototype: a field would cost every message of every token a store
  }

  constructor(kwargs?: object) {
    if (kwargs !== undefined) kwargsOf.set(this, kwargs as Kwargs);
  }

  /** The name in `lc_id`; override it where a minifier would rename the class. */
  static lc_name(): string {
    return this.name;
  }

  get lc_id(): string[] {
    return [...this.lc_namespace, get_lc_unique_name(this.constructor as SerializableClass)];
  }

  /** The constructor's arguments. Live: a key set here appears in `toJSON()`. */
  get lc_kwargs(): Kwargs {
    let all = kwargsOf.get(this);
    if (all === undefined) kwargsOf.set(this, (all = this._initialKwargs()));
    const allowed = this.lc_serializable_keys;
    return allowed === undefined
      ? all
      : Object.fromEntries(Object.entries(all).filter(([key]) => allowed.includes(key)));
  }

  set lc_kwargs(kwargs: Kwargs) {
    kwargsOf.set(this, kwargs);
  }

  /** The arguments of one that passed none to `super`, asked for when first read. */
  protected _initialKwargs(): Kwargs {
    return {};
  }

  /** Argument path (`"apiKey"`, `"options.apiKey"`) → the secret's name. */
  get lc_secrets(): Record<string, string> | undefined {
    return undefined;
  }

  /** More to serialize than the constructor was given; the constructor must accept it. */
  get lc_attributes(): Kwargs | undefined {
    return undefined;
  }

  /** Argument name → its name in the serialized form, where snake case is not right. */
  get lc_aliases(): Record<string, string> | undefined {
    return undefined;
  }

  /** If given, no other argument is serialized. */
  get lc_serializable_keys(): string[] | undefined {
    return undefined;
  }

  /** The serialized form. Never throws on cycles, never contains a secret; a key's present value wins over the one constructed with. */
  toJSON(): Serialized {
    const given = this.lc_kwargs;
    if (!this.lc_serializable || typeof given !== "object" || given === null || Array.isArray(given))
      return this.toJSONNotImplemented();
    const kwargs: Kwargs = {};
    for (const key of Object.keys(given)) kwargs[key] = key in this ? Reflect.get(this, key) : given[key];
    Object.assign(kwargs, inherited(this, "lc_attributes"));

    const secrets = Object.entries(inherited(this, "lc_secrets")) as [string, string][];
    for (const [path] of secrets) addPresentSecret(this, kwargs, path.split("."));
    const copy: Kwargs = {};
    const ancestors = new Set<object>([this]);
    for (const [key, value] of Object.entries(kwargs)) copy[key] = escapeValue(value, ancestors);
    for (const [path, name] of secrets) replaceSecret(copy, path.split("."), name);

    const aliases = inherited(this, "lc_aliases") as Record<string, string>;
    const renamed: Kwargs = {};
    for (const [key, value] of Object.entries(copy)) renamed[aliases[key] || snakeCase(key)] = value;
    return { lc: 1, type: "constructor", id: this.lc_id, kwargs: renamed };
  }

  toJSONNotImplemented(): SerializedNotImplemented {
    return { lc: 1, type: "not_implemented", id: this.lc_id };
  }
}

/** What `get_lc_unique_name` needs to know of a class. */
export interface SerializableClass {
  readonly name: string;
  lc_name?(): string;
}

/** A class's own name: its `lc_name()`, unless that is only inherited – then a subclass would pass for its parent. */
export function get_lc_unique_name(serializableClass: SerializableClass): string {
  const parent = Object.getPrototypeOf(serializableClass) as SerializableClass;
  const name = serializableClass.lc_name?.();
  return name !== undefined && name !== parent.lc_name?.() ? name : serializableClass.name;
}

/** Merges what every class of the chain says about `property`; an ancestor's word wins, as its arguments are the more basic ones. */
function inherited(instance: Serializable, property: "lc_attributes" | "lc_secrets" | "lc_aliases"): Kwargs {
  const merged: Kwargs = {};
  for (
    let level: object | null = Object.getPrototypeOf(instance);
    level !== null;
    level = Object.getPrototypeOf(level)
  ) {
    Object.assign(merged, Reflect.get(level, property, instance));
  }
  return merged;
}

/** A secret that the object holds without having been given it (from the environment, by an alias) is shown as a secret as well. */
function addPresentSecret(instance: object, kwargs: Kwargs, path: string[]): void {
  let read: unknown = instance;
  let write: Kwargs = kwargs;
  for (const key of path.slice(0, -1)) {
    read = (read as Kwargs)[key];
    if (typeof read !== "object" || read === null) return;
    const next = write[key];
    write = write[key] = typeof next === "object" && next !== null ? copyLevel(next) : {};
  }
  const last = path.at(-1) as string;
  const present = (read as Kwargs)[last];
  if (present !== undefined && !write[last]) write[last] = present;
}

function replaceSecret(kwargs: Kwargs, path: string[], name: string): void {
  let level: Kwargs = kwargs;
  for (const key of path.slice(0, -1)) {
    const next = level[key];
    if (typeof next !== "object" || next === null) return;
    level = level[key] = copyLevel(next); // what serializes itself was not copied before, and is not ours to write to
  }
  const last = path.at(-1) as string;
  if (level[last] !== undefined) level[last] = serializedSecret(name);
}

function copyLevel(value: object): Kwargs {
  return (Array.isArray(value) ? [...value] : { ...value }) as Kwargs;
}
