import { RequestRefusedError } from "./request-refused-error.js";

/** Looks whether what a client sent is a `T`, and refuses the request if it is not. `path` says where in it, for the message. */
export type Check<T> = (value: unknown, path: string) => T;

function refuse(path: string, expected: string): never {
  throw new RequestRefusedError("bad_request", `"${path}" has to be ${expected}.`);
}

function text(options: { readonly longest?: number; readonly mayBeEmpty?: boolean } = {}): Check<string> {
  const { longest = 10_000, mayBeEmpty = true } = options;
  return (value, path) => {
    if (typeof value !== "string") return refuse(path, "a text");
    if (value.length > longest) return refuse(path, `at most ${longest} characters long`);
    if (value === "" && !mayBeEmpty) return refuse(path, "a text that is not empty");
    return value;
  };
}

function number(
  options: { readonly from?: number; readonly to?: number; readonly isWhole?: boolean } = {},
): Check<number> {
  const { from = -Number.MAX_VALUE, to = Number.MAX_VALUE, isWhole = false } = options;
  return (value, path) => {
    if (typeof value !== "number") return refuse(path, "a number");
    if (isWhole && !Number.isSafeInteger(value)) return refuse(path, "a whole number");
    if (value < from || value > to) return refuse(path, `from ${from} to ${to}`);
    return value;
  };
}

function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  return (value, path) =>
    values.find((each) => each === value) ?? refuse(path, `one of ${values.map((each) => `"${each}"`).join(", ")}`);
}

function list<T>(of: Check<T>, longest = 1_000): Check<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse(path, "a list");
    if (value.length > longest) return refuse(path, `a list of at most ${longest}`);
    return value.map((each, index) => of(each, `${path}[${index}]`));
  };
}

/** An object with any keys. It has no prototype's: a key `__proto__` stays data. */
function record<T>(of: Check<T>): Check<{ readonly [key: string]: T }> {
  return (value, path) => {
    const entries = Object.entries(asObject(value, path)).map(([key, each]) => [key, of(each, `${path}.${key}`)]);
    return Object.fromEntries(entries) as { readonly [key: string]: T };
  };
}

/** An object with these keys and no others; `undefined` is left out, and what is not in `required` may be missing. */
function object<T extends object>(
  checks: { readonly [Key in keyof T]-?: Check<Exclude<T[Key], undefined>> },
  required: readonly (keyof T & string)[] = [],
): Check<T> {
  const known = new Map<string, Check<unknown>>(Object.entries(checks));
  return (value, path) => {
    const given = asObject(value, path);
    const found: Record<string, unknown> = {};
    for (const [key, each] of Object.entries(given)) {
      const check = known.get(key);
      if (check === undefined)
        return refuse(path, `without "${key.slice(0, 100)}": it knows ${[...known.keys()].join(", ")}`);
      found[key] = check(each, path === "" ? key : `${path}.${key}`);
    }
    for (const key of required) if (!(key in found)) return refuse(path === "" ? key : `${path}.${key}`, "there");
    return found as T;
  };
}

function asObject(value: unknown, path: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(path, "an object");
  return value;
}

/** What clients send is JSON, so any of it is. */
function json<T>(): Check<T> {
  return (value) => value as T;
}

/** What values from outside are checked with. */
export const check = { text, number, oneOf, list, record, object, json };
