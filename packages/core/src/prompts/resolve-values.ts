import { isThenable } from "../util/is-thenable.js";
import type { TemplateValues } from "./interpolate.js";

/** Values known beforehand: as they are, or made anew for each formatting by a function, which may be asynchronous. */
export type PartialValues<TName extends string = string> = { readonly [Name in TName]: unknown };

/** The partial values with the given ones over them. A promise only if a partial value is one. */
export function resolveValues(
  partials: PartialValues,
  given: TemplateValues,
): TemplateValues | Promise<TemplateValues> {
  const names = Object.keys(partials);
  if (names.length === 0) return given;
  const values: Record<string, unknown> = {};
  const pending: Promise<void>[] = [];
  for (const name of names) {
    if (given[name] !== undefined && Object.hasOwn(given, name)) continue; // overruled, so not worth a call
    const partial = partials[name];
    const value: unknown = typeof partial === "function" ? partial() : partial;
    values[name] = value;
    if (isThenable(value)) pending.push(Promise.resolve(value).then((resolved) => void (values[name] = resolved)));
  }
  for (const name of Object.keys(given)) if (given[name] !== undefined) values[name] = given[name];
  return pending.length === 0 ? values : Promise.all(pending).then(() => values);
}
